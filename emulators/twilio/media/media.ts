/** A file in the Media Content Service, attached to a message or not yet. */
export type Media = {
  sid: string;
  contentType: string;
  /** What the sender called it; phones mostly do not say. */
  filename: string | null;
  bytes: Buffer;
  author: string | null;
  messageSid: string | null;
  conversationSid: string | null;
  dateCreated: number;
};

/** What somebody attaches: a phone, the app. */
export type NewMedia = { contentType: string; filename?: string | undefined; bytes: Buffer };

/** Everything that the service holds, by SID. */
export type MediaLibrary = Map<string, Media>;

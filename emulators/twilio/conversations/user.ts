/** A chat user of the Conversations service; made by hand, by a first login, or by being added to a conversation. */
export type User = {
  sid: string;
  sequence: number;
  /** Case-sensitive. */
  identity: string;
  friendlyName: string | null;
  attributes: string;
  roleSid: string;
  dateCreated: number;
  dateUpdated: number;
  /** Notification levels by conversation SID; `default` where absent. */
  notificationLevels: Map<string, 'default' | 'muted'>;
};

/** Bytes on their way: nobody holds more of them than a piece or two. */
export type Bytes = AsyncIterable<Uint8Array>;

export interface MediaRef {
  readonly sid: string;
  readonly conversationSid: string;
  /** Absent where no webhook told it. */
  readonly serviceSid?: string | undefined;
}

/** A file that the messaging service has. */
export interface MediaFile {
  /** In lower case, without parameters. */
  readonly contentType: string;
  readonly filename?: string;
  /** In bytes: as many come, or it is a failure. */
  readonly size: number;
  /** Fetches it, from when the first piece is asked for; may be done more than once. What goes wrong is a GatewayError. */
  bytes(): Bytes;
}

/** Where files of messages are. */
export interface MediaSource {
  /** Rejects with a GatewayError: `not_found` when it is gone for good. */
  find(ref: MediaRef): Promise<MediaFile>;
}

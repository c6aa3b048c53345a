import type { Bytes } from './media-source.ts';

/** A file to be kept. */
export interface NewFile {
  /** By which it is found again: no two files have the same. */
  readonly key: string;
  readonly title: string;
  /** The name that it is downloaded under; its extension says what it is. */
  readonly path: string;
  readonly contentType: string;
  /** In bytes: exactly what `bytes` brings. */
  readonly size: number;
  readonly bytes: Bytes;
  /** The record that shows it. */
  readonly recordId?: string;
}

/**
 * Files on records. Every method rejects with a GatewayError: `upstream_rejected` when this file will never be taken; whatever `bytes` throws
 * is passed on, and then nothing is kept.
 */
export interface RecordFiles {
  /** The id of the file that has the key. */
  find(key: string): Promise<string | undefined>;
  /**
   * Keeps a file and answers its id; undefined, and nothing is kept, when there is no such record (any more). Nobody knows whether a file is
   * kept when the answer does not come: look for its key, after `retryAfterMs` of the error.
   */
  add(file: NewFile): Promise<string | undefined>;
  /** The Task of a message. */
  taskOf(messageSid: string): Promise<string | undefined>;
  /** Shows a file on one more record. Doing it again is success. */
  link(fileId: string, recordId: string): Promise<void>;
  /** Takes a file away. One that is gone already is success. */
  remove(fileId: string): Promise<void>;
}

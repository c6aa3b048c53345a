import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Bytes that have arrived and belong to no record yet. */
export type ReceivedFile = { readonly path: string; readonly size: number; readonly checksum: string };

/** What a test or an operator does to an org's files. */
export type FileSwitches = {
  /** Room for files, in bytes. */
  storageBytes: number;
  /** The next upload is stored, and the connection cut before the answer. */
  loseNextAnswer: boolean;
  /** Uploads are read no further until it resolves. */
  hold: Promise<void> | undefined;
};

/** The bytes of files, on disk: an org in memory would hold every upload there. */
export type FileStore = {
  readonly switches: FileSwitches;
  receive(bytes: Readable): Promise<ReceivedFile>;
  discard(file: ReceivedFile): Promise<void>;
  keep(versionId: string, file: ReceivedFile): void;
  /** Undefined for a version without bytes. */
  open(versionId: string): Readable | undefined;
  used(): number;
  /** Removes everything. */
  close(): void;
};

/** A folder that is made with its first file and goes with the process, or before. */
const createFolder = () => {
  let folder: string | undefined;
  const remove = () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
    process.removeListener('exit', remove);
  };
  const path = () => {
    if (folder === undefined) {
      folder = mkdtempSync(join(tmpdir(), 'salesforce-files-'));
      process.once('exit', remove);
    }
    return folder;
  };
  return { path, remove };
};

const write = async (path: string, bytes: Readable, switches: FileSwitches): Promise<ReceivedFile> => {
  const hash = createHash('md5');
  let size = 0;
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      await switches.hold;
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  };
  await pipeline(bytes, counted, createWriteStream(path));
  return { path, size, checksum: hash.digest('hex') };
};

/** An empty store. */
export const createFileStore = (): FileStore => {
  const switches: FileSwitches = { storageBytes: Infinity, loseNextAnswer: false, hold: undefined };
  const kept = new Map<string, ReceivedFile>();
  const folder = createFolder();
  return {
    switches,
    receive: (bytes) => write(join(folder.path(), randomUUID()), bytes, switches),
    discard: ({ path }) => rm(path, { force: true }),
    keep: (versionId, file) => void kept.set(versionId, file),
    open: (versionId) => {
      const file = kept.get(versionId);
      return file && createReadStream(file.path);
    },
    used: () => [...kept.values()].reduce((total, { size }) => total + size, 0),
    close: () => {
      kept.clear();
      folder.remove();
    },
  };
};

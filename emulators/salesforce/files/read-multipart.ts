import busboy from 'busboy';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { PlatformError } from '../platform-error.ts';
import type { FileStore, ReceivedFile } from './file-store.ts';

export type MultipartVersion = { readonly entity: string; readonly file: ReceivedFile };

const malformed = (message: string) => new PlatformError({ errorCode: 'INVALID_MULTIPART_REQUEST', message });

/** Larger than any record's fields. */
const MAX_ENTITY_BYTES = 1_000_000;

type Parts = { entity?: string; file?: Promise<ReceivedFile>; problem?: string };

const takeEntity = (parts: Parts, { name, value, type }: { name: string; value: string; type: string }) => {
  if (name !== 'entity_content') parts.problem ??= `Multipart message has an unknown part ${name}`;
  else if (type !== 'application/json') parts.problem ??= 'The non-binary part is not application/json';
  else parts.entity = value;
};

const takeBytes = (parts: Parts, { name, bytes, files }: { name: string; bytes: Readable; files: FileStore }) => {
  if (parts.entity === undefined) parts.problem ??= 'Multipart message must include a non-binary part';
  else if (name !== 'VersionData' || parts.file) parts.problem ??= `Multipart message has an unknown part ${name}`;
  if (parts.problem === undefined) parts.file = files.receive(bytes);
  else bytes.resume();
};

const parserFor = (request: Request): busboy.Busboy => {
  try {
    return busboy({ headers: request.headers, limits: { fieldSize: MAX_ENTITY_BYTES } });
  } catch {
    throw malformed('Multipart message has no boundary');
  }
};

const parse = async (request: Request, files: FileStore, parts: Parts): Promise<void> => {
  const parser = parserFor(request);
  const done = Promise.withResolvers<undefined>();
  parser.on('field', (name, value, { mimeType: type }) => takeEntity(parts, { name, value, type }));
  parser.on('file', (name, bytes) => takeBytes(parts, { name, bytes, files }));
  parser.on('close', () => done.resolve(undefined)).on('error', () => done.reject(malformed('Multipart message cannot be read')));
  request.on('aborted', () => done.reject(new Error('the request broke off')));
  request.pipe(parser);
  await done.promise.finally(() => parser.destroy());
};

/**
 * Reads a multipart insert of a ContentVersion: first `entity_content` with the fields as JSON, then `VersionData` with the bytes, which go to
 * the store as they come. Anything else is INVALID_MULTIPART_REQUEST; a request that breaks off leaves nothing.
 */
export const readMultipart = async (request: Request, files: FileStore): Promise<MultipartVersion> => {
  const parts: Parts = {};
  const discard = async () => {
    const received = await parts.file?.catch(() => undefined);
    if (received) await files.discard(received);
  };
  try {
    await parse(request, files, parts);
    const file = await parts.file;
    if (parts.problem !== undefined) throw malformed(parts.problem);
    if (parts.entity === undefined || !file) throw malformed('Multipart message must include a binary part');
    return { entity: parts.entity, file };
  } catch (error) {
    await discard();
    throw error;
  }
};

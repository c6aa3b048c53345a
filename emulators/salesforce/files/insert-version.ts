import { extname, basename } from 'node:path';
import type { Fields, SaveResult } from '../database/database.ts';
import { saveResult } from '../database/save-result.ts';
import { saveRecord } from '../http/save-records.ts';
import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import type { ReceivedFile } from './file-store.ts';

/** REST API Developer Guide, "Insert or Update Blob Data". */
const MAX_FILE_BYTES = 2 * 1024 ** 3;

export type NewVersion = { readonly fields: Fields; readonly file: ReceivedFile; readonly userId: string };

/**
 * Stores a file's version with what comes with it: its document, unless it is named, and links to the owner ("I") and to the record where it is
 * first published ("V"). All of it or nothing.
 */
export const insertVersion = (org: Org, { fields, file, userId }: NewVersion): SaveResult => {
  refuseSize(org, file);
  const path = textIn(fields, 'PathOnClient');
  if (path === undefined) return saveResult.refused([missing('PathOnClient')]);
  const title = textIn(fields, 'Title') ?? basename(path, extname(path));
  let result = saveResult.refused([]);
  org.database.transaction(() => {
    const item = { objectName: 'ContentVersion', fields: { ...fields, Title: title } };
    result = saveRecord(org, { operation: 'insert', userId }, item);
    return result.success && publish(org, { id: String(result.id), file, path, title });
  });
  if (result.success) org.files.keep(String(result.id), file);
  return result;
};

const refuseSize = ({ files }: Org, { size }: ReceivedFile) => {
  if (size > MAX_FILE_BYTES) {
    throw new PlatformError({ status: 413, errorCode: 'REQUEST_ENTITY_TOO_LARGE', message: 'Maximum size of request reached.' });
  }
  if (files.used() + size > files.switches.storageBytes) {
    throw new PlatformError({ errorCode: 'STORAGE_LIMIT_EXCEEDED', message: 'storage limit exceeded', fields: [] });
  }
};

const textIn = (fields: Fields, name: string): string | undefined => {
  const [, value] = Object.entries(fields).find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? [];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

const missing = (name: string) => ({
  statusCode: 'REQUIRED_FIELD_MISSING',
  message: `Required fields are missing: [${name}]`,
  fields: [name],
});

type Published = { readonly id: string; readonly file: ReceivedFile; readonly path: string; readonly title: string };

const publish = ({ database }: Org, { id, file, path, title }: Published): boolean => {
  const version = database.get('ContentVersion', id) ?? {};
  const extension = extname(path).slice(1) || null;
  const about = { FileExtension: extension, FileType: (extension ?? 'unknown').toUpperCase(), ContentSize: file.size };
  const before = version['ContentDocumentId'] ?? null;
  const owner = String(version['OwnerId']);
  const document = { ...about, Title: title, OwnerId: owner, LatestPublishedVersionId: id };
  const documentId = database.store('ContentDocument', { ...document, ...(before !== null && { Id: before }) });
  const older = database.findBy('ContentVersion', 'ContentDocumentId', [documentId]).filter((row) => row['Id'] !== id);
  for (const row of older) database.store('ContentVersion', { Id: row['Id'] ?? null, IsLatest: false });
  const number = String(older.length + 1);
  const checked = { Checksum: file.checksum, VersionNumber: number, IsLatest: true };
  database.store('ContentVersion', { Id: id, ContentDocumentId: documentId, ...about, ...checked });
  if (before !== null) return true;
  const place = version['FirstPublishLocationId'] ?? null;
  const links = [{ LinkedEntityId: owner, ShareType: 'I' }, ...(place === null ? [] : [{ LinkedEntityId: place, ShareType: 'V' }])];
  for (const link of links) database.store('ContentDocumentLink', { ContentDocumentId: documentId, Visibility: 'AllUsers', ...link });
  return true;
};

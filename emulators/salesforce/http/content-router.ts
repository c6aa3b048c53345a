import express, { type Request, type Response, Router } from 'express';
import { Readable } from 'node:stream';
import type { Fields } from '../database/database.ts';
import type { ReceivedFile } from '../files/file-store.ts';
import { insertVersion } from '../files/insert-version.ts';
import { readMultipart } from '../files/read-multipart.ts';
import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import { recordId } from '../schema/record-id.ts';
import { bodyFields } from './body-fields.ts';
import { notFound, saveErrorResponse } from './error-response.ts';

/** "You are limited to 50 MB of text data" in a request that is not multipart (REST API Developer Guide, "Insert or Update Blob Data"). */
const TEXT_LIMIT = '50mb';

type Insert = { readonly fields: Fields; readonly file: ReceivedFile };

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new PlatformError({ errorCode: 'JSON_PARSER_ERROR', message: 'The non-binary part is no JSON' });
  }
};

const readMultipartInsert = async (org: Org, request: Request): Promise<Insert> => {
  const { entity, file } = await readMultipart(request, org.files);
  return { fields: bodyFields(parsedJson(entity)), file };
};

const readJsonInsert = async (org: Org, request: Request): Promise<Insert> => {
  const { VersionData: data, ...fields } = bodyFields(request.body);
  const bytes = Buffer.from(typeof data === 'string' ? data : '', 'base64');
  return { fields, file: await org.files.receive(Readable.from([bytes])) };
};

const answer = async (org: Org, { request, response, insert }: { request: Request; response: Response; insert: Insert }): Promise<void> => {
  const result = insertVersion(org, { ...insert, userId: String(response.locals['userId']) });
  if (!result.success) await org.files.discard(insert.file);
  const { status, body } = result.success
    ? { status: 201, body: { id: result.id, success: true, errors: [] } }
    : saveErrorResponse(result.errors);
  if (org.files.switches.loseNextAnswer) {
    org.files.switches.loseNextAnswer = false;
    request.socket.resetAndDestroy();
  } else response.status(status).json(body);
};

/** Bytes of files, in and out: the only requests and answers of the API that are not JSON. */
export const contentRouter = (org: Org): Router => {
  const router = Router();
  const path = '/:version/sobjects/ContentVersion';
  router.post(path, express.json({ limit: TEXT_LIMIT }), async (request, response) => {
    const read = request.is('multipart/form-data') ? readMultipartInsert : readJsonInsert;
    await answer(org, { request, response, insert: await read(org, request) });
  });
  router.get(`${path}/:id/VersionData`, (request, response) => {
    const bytes = org.files.open(recordId.parse(request.params.id) ?? '');
    if (!bytes) throw notFound();
    bytes.pipe(response.type('application/octet-stream'));
  });
  return router;
};

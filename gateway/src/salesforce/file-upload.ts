import FormData from 'form-data';
import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { GatewayError } from '../errors.ts';
import { API_VERSION, type ApiUsage } from './client.ts';
import type { Session, SessionSource } from './session.ts';
import { toSalesforceError } from './salesforce-error.ts';

export interface FileUpload {
  /** Fields of the ContentVersion. */
  readonly fields: Readonly<Record<string, string>>;
  readonly path: string;
  readonly contentType: string;
  /** In bytes: exactly what `bytes` brings. */
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface FileUploadOptions {
  /** How long nothing may move, in milliseconds (default two minutes: Salesforce stores a large file before it answers). */
  readonly idleMs?: number | undefined;
  /** Told as it is sent. */
  readonly onRequest?: (() => void) | undefined;
  /** Told what the answer says of the org's daily allowance. */
  readonly onUsage?: ((usage: ApiUsage) => void) | undefined;
}

const IDLE_MS = 120_000;
/** An answer that got lost may be about a file that is there a moment later: only then does looking for it tell. */
const LOST_ANSWER_WAIT_MS = 60_000;
const CREATED = 201;

const createdSchema = z.object({ id: z.string() });
const refusalSchema = z.array(z.object({ errorCode: z.string(), message: z.string() })).min(1);

/**
 * Inserts a ContentVersion as multipart, the fields first and then the bytes as they come: up to 2 GB, where JSON takes 37.5 MB
 * (https://developer.salesforce.com/docs/platform/api-rest/guide/dome-sobject-insert-update-blob.html). Answers its id. Rejects with what
 * `bytes` throws, and then the request is broken off before its end, so that nothing is stored; else with a GatewayError.
 */
export function fileUpload(sessions: SessionSource, options: FileUploadOptions = {}) {
  return async (file: FileUpload): Promise<string> => {
    const session = await sessions.current();
    options.onRequest?.();
    const { status, body, usage } = await send(session, file, options);
    if (usage) options.onUsage?.(usage);
    if (status === CREATED) return createdSchema.parse(JSON.parse(body)).id;
    // The bytes are gone with the request: with a new session it is for the next attempt.
    if (status === 401) await sessions.renew(session.accessToken);
    throw refusalOf(status, body);
  };
}

function refusalOf(status: number, body: string): GatewayError {
  const refusals = refusalSchema.safeParse(jsonIn(body)).data;
  return toSalesforceError(refusals?.[0] ?? { errorCode: `ERROR_HTTP_${status}`, message: 'no readable answer to an upload' });
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly usage: ApiUsage | undefined;
}

async function send({ instanceUrl, accessToken }: Session, file: FileUpload, { idleMs = IDLE_MS }: FileUploadOptions) {
  const bytes = Readable.from(file.bytes, { objectMode: false });
  const form = new FormData();
  form.append('entity_content', JSON.stringify(file.fields), { contentType: 'application/json' });
  form.append('VersionData', bytes, { filename: file.path, contentType: file.contentType, knownLength: file.size });
  const url = new URL(`${instanceUrl}/services/data/v${API_VERSION}/sobjects/ContentVersion`);
  const headers = { ...form.getHeaders(), authorization: `Bearer ${accessToken}`, 'content-length': form.getLengthSync() };
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, { method: 'POST', headers });
  request.setTimeout(idleMs, () => request.destroy(new GatewayError('upstream_timeout', 'Salesforce did not take the file in time')));
  // Whatever ends the bytes early ends the request, and the other way round.
  form.on('error', (error: Error) => request.destroy(error));
  try {
    form.pipe(request);
    return await answerTo(request);
  } catch (thrown) {
    throw isLost(request) ? lostAnswer(thrown) : toSalesforceError(thrown);
  } finally {
    bytes.destroy();
    request.destroy();
  }
}

function usageIn(limitInfo: string): ApiUsage | undefined {
  const [, used, limit] = /api-usage=(\d+)\/(\d+)/.exec(limitInfo) ?? [];
  return used === undefined || limit === undefined ? undefined : { used: Number(used), limit: Number(limit) };
}

function answerTo(request: ClientRequest): Promise<Answer> {
  const answered = Promise.withResolvers<Answer>();
  const read = async (response: IncomingMessage): Promise<Answer> => ({
    status: response.statusCode ?? 0,
    body: await text(response),
    usage: usageIn(String(response.headers['sforce-limit-info'])),
  });
  request.on('response', (response) => answered.resolve(read(response)));
  request.on('error', answered.reject);
  return answered.promise;
}

/** All of it was sent, and nobody knows what became of it. */
const isLost = (request: ClientRequest): boolean => request.writableFinished;

function lostAnswer(thrown: unknown): GatewayError {
  const { code, message, upstreamCode } = toSalesforceError(thrown);
  return new GatewayError(code, message, {
    cause: thrown,
    retryAfterMs: LOST_ANSWER_WAIT_MS,
    ...(upstreamCode !== undefined && { upstreamCode }),
  });
}

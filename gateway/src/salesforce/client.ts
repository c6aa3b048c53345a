// Exactly jsforce 3.10.16: in later versions (seen in 3.10.26, on undici) an answer that breaks off in the middle of its body is an 'error'
// event that nobody hears, which ends the process. In this one the call stays open, and our deadline ends it.
import { Connection } from 'jsforce/lib/connection.js';
import { z } from 'zod';
import { GatewayError } from '../errors.ts';
import { systemTimers } from '../clock.ts';
import { withinDeadline } from '../deadline.ts';
import { compositeBody, toQueryAnswers, type QueryAnswer } from './composite-queries.ts';
import { toSalesforceError } from './salesforce-error.ts';
import type { Session, SessionSource } from './session.ts';
import type { SoqlText } from './soql-text.ts';

/** What a call asks for. */
export type CallKind = 'query' | 'search' | 'apexrest' | 'composite' | 'write';

export interface SalesforceClientOptions {
  /** How long a call may take, log-in and all pages included, in milliseconds, unless the call says otherwise (default 10,000). */
  readonly deadlineMs?: number | undefined;
  /** Told of each request as it is sent: each page is one. */
  readonly onRequest?: ((kind: CallKind) => void) | undefined;
  /** Told what each answer says of the org's daily allowance of API requests. */
  readonly onUsage?: ((usage: ApiUsage) => void) | undefined;
}

/** API requests of the whole org in the last 24 hours, and how many it may make (REST API Developer Guide, "Limit Info Header"). */
export interface ApiUsage {
  readonly used: number;
  readonly limit: number;
}

export interface CallOptions {
  readonly deadlineMs?: number | undefined;
  /** The version of the API, as `66.0`, where the usual one does not know a field. */
  readonly apiVersion?: string | undefined;
}

export interface ApexRestCall<T> extends CallOptions {
  /** Below `/services/apexrest`. */
  readonly path: string;
  readonly body: object;
  readonly answer: z.ZodType<T>;
}

export interface NewRecord extends CallOptions {
  /** API name of its object. */
  readonly object: string;
  readonly fields: Readonly<Record<string, string>>;
  /** How the org is to take it, as `Sforce-Auto-Assign`. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface KeyedRecord extends CallOptions {
  /** API name of its object. */
  readonly object: string;
  /** API name of an external id, and the value that names the record. */
  readonly by: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Asks through the REST API. Every method rejects with a GatewayError. */
export interface SalesforceClient {
  /** All records of a SOQL query, each parsed. */
  query<T>(query: SoqlText, record: z.ZodType<T>, options?: CallOptions): Promise<readonly T[]>;
  /** At most five queries in one request, which is one of the daily allowance; an answer for each, in order: its first page. */
  queries(queries: readonly SoqlText[], options?: CallOptions): Promise<readonly QueryAnswer[]>;
  /** Creates a record; answers its id. A refusal (a rule, a right, a duplicate) has Salesforce's code as `upstreamCode`. */
  create(record: NewRecord): Promise<string>;
  /** Creates the record of a key, or changes the fields given of the one that has it. */
  upsert(record: KeyedRecord): Promise<void>;
  /** Deletes a record, to the recycle bin. */
  remove(record: { readonly object: string; readonly id: string } & CallOptions): Promise<void>;
  /** The records that a SOSL search finds, in the order Salesforce gives them, each parsed. */
  search<T>(search: SoqlText, record: z.ZodType<T>, options?: CallOptions): Promise<readonly T[]>;
  /** Posts to the package's Apex REST. `upstream_refused` when the org has no such resource. */
  apexRest<T>(call: ApexRestCall<T>): Promise<T>;
}

/** The REST API's version, of every request that names no other. */
export const API_VERSION = '65.0';
const DEFAULT_DEADLINE_MS = 10_000;
// jsforce repeats a failed GET five times over 15 s by itself. We answer callers within seconds, and the queue has its own pauses.
const NO_RETRY = { maxRetries: 0, statusCodes: [], errorCodes: [] };

const pageSchema = z.object({ records: z.array(z.unknown()), done: z.boolean(), nextRecordsUrl: z.string().optional() });
const foundSchema = z.object({ searchRecords: z.array(z.unknown()) });
const createdSchema = z.object({ id: z.string() });

const within = withinDeadline(systemTimers);

type Send = (request: Omit<Request, 'deadlineMs'>) => Promise<unknown>;
type Call = <T>(operation: (send: Send) => Promise<T>, deadlineMs?: number) => Promise<T>;

/**
 * The REST API through jsforce, with the shared session. A refused token is renewed and the request repeated once; jsforce's own refreshing
 * is not used, because it repeats without end when the new token is refused too.
 */
export function salesforceClient(sessions: SessionSource, options: SalesforceClientOptions = {}): SalesforceClient {
  const { deadlineMs: usual = DEFAULT_DEADLINE_MS } = options;
  const sendOne = sendWithSession(sessions, options);
  const call: Call = async (operation, deadlineMs = usual) => {
    try {
      return await within(
        deadlineMs,
        operation((request) => sendOne({ ...request, deadlineMs })),
      );
    } catch (thrown) {
      throw toSalesforceError(thrown);
    }
  };
  return {
    query: (query, record, { deadlineMs, apiVersion } = {}) =>
      call(
        async (send) => parsed(record, await allPages((path) => send({ kind: 'query', method: 'GET', path, apiVersion }), query)),
        deadlineMs,
      ),
    queries: (queries, { deadlineMs } = {}) =>
      call(async (send) => {
        const body = compositeBody(queries, API_VERSION);
        return toQueryAnswers(await send({ kind: 'composite', method: 'POST', path: '/composite', body }));
      }, deadlineMs),
    ...writesThrough(call),
    search: (search, record, { deadlineMs } = {}) =>
      call(async (send) => {
        const path = `/search?q=${encodeURIComponent(search.text)}`;
        const { searchRecords } = foundSchema.parse(await send({ kind: 'search', method: 'GET', path }));
        return parsed(record, searchRecords);
      }, deadlineMs),
    apexRest: ({ path, body, answer, deadlineMs }) =>
      call(
        async (send) => answer.parse(await send({ kind: 'apexrest', method: 'POST', path: `/services/apexrest${path}`, body })),
        deadlineMs,
      ),
  };
}

const writesThrough = (call: Call): Pick<SalesforceClient, 'create' | 'upsert' | 'remove'> => ({
  create: ({ object, fields, headers, deadlineMs }) =>
    call(async (send) => {
      const path = `/sobjects/${object}`;
      return createdSchema.parse(await send({ kind: 'write', method: 'POST', path, body: fields, headers })).id;
    }, deadlineMs),
  upsert: ({ object, by, key, fields, deadlineMs }) =>
    call(async (send) => {
      const path = `/sobjects/${object}/${by}/${encodeURIComponent(key)}`;
      await send({ kind: 'write', method: 'PATCH', path, body: fields });
    }, deadlineMs),
  remove: ({ object, id, deadlineMs }) =>
    call(async (send) => {
      await send({ kind: 'write', method: 'DELETE', path: `/sobjects/${object}/${encodeURIComponent(id)}` });
    }, deadlineMs),
});

/** A page that is no page is a fault of the moment (a maintenance page); a record that is none is a mistake of ours. */
function parsed<T>(record: z.ZodType<T>, records: readonly unknown[]): readonly T[] {
  const result = z.array(record).safeParse(records);
  if (result.success) return result.data;
  throw new GatewayError('internal', 'Salesforce answered a record that the gateway cannot read', { cause: result.error });
}

async function allPages(get: (path: string) => Promise<unknown>, query: SoqlText): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  let path: string | undefined = `/query?q=${encodeURIComponent(query.text)}`;
  while (path !== undefined) {
    const page: z.infer<typeof pageSchema> = pageSchema.parse(await get(path));
    records.push(...page.records);
    path = page.done ? undefined : page.nextRecordsUrl;
  }
  return records;
}

interface Request {
  readonly kind: CallKind;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version of the API, or from `/services` on. */
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly apiVersion?: string | undefined;
  readonly deadlineMs: number;
}

type Told = Pick<SalesforceClientOptions, 'onRequest' | 'onUsage'>;

function sendWithSession(sessions: SessionSource, told: Told) {
  return async (request: Request): Promise<unknown> => {
    const session = await sessions.current();
    try {
      return await sendWith(session, request, told);
    } catch (thrown) {
      if (!isRefusedToken(thrown)) throw thrown;
      return sendWith(await sessions.renew(session.accessToken), request, told);
    }
  };
}

// A Connection opens nothing by itself: sockets are kept alive by Node's global agents, so one for each request costs nothing.
async function sendWith({ instanceUrl, accessToken }: Session, request: Request, { onRequest, onUsage }: Told): Promise<unknown> {
  const { kind, method, path, body, headers, apiVersion = API_VERSION, deadlineMs } = request;
  const connection = new Connection({ instanceUrl, accessToken, version: apiVersion });
  const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
  onRequest?.(kind);
  try {
    return await connection.request({ method, url: path, ...json }, { timeout: deadlineMs, retry: NO_RETRY });
  } finally {
    const { apiUsage } = connection.limitInfo;
    if (apiUsage !== undefined) onUsage?.(apiUsage);
  }
}

const isRefusedToken = (thrown: unknown): boolean =>
  ['INVALID_SESSION_ID', 'ERROR_HTTP_401'].includes(toSalesforceError(thrown).upstreamCode ?? '');

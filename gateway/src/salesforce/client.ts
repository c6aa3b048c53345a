// Exactly jsforce 3.10.16: in later versions (seen in 3.10.26, on undici) an answer that breaks off in the middle of its body is an 'error'
// event that nobody hears, which ends the process. In this one the call stays open, and our deadline ends it.
import { Connection } from 'jsforce/lib/connection.js';
import { z } from 'zod';
import { GatewayError } from '../errors.ts';
import { systemTimers } from '../clock.ts';
import { withinDeadline } from '../deadline.ts';
import { toSalesforceError } from './salesforce-error.ts';
import type { Session, SessionSource } from './session.ts';
import type { SoqlText } from './soql-text.ts';

export interface SalesforceClientOptions {
  /** How long a call may take, log-in and all pages included, in milliseconds, unless the call says otherwise (default 10,000). */
  readonly deadlineMs?: number | undefined;
}

export interface CallOptions {
  readonly deadlineMs?: number | undefined;
}

/** Reads through the REST API. Every method rejects with a GatewayError. */
export interface SalesforceClient {
  /** All records of a SOQL query, each parsed. */
  query<T>(query: SoqlText, record: z.ZodType<T>, options?: CallOptions): Promise<readonly T[]>;
  /** The records that a SOSL search finds, in the order Salesforce gives them, each parsed. */
  search<T>(search: SoqlText, record: z.ZodType<T>, options?: CallOptions): Promise<readonly T[]>;
}

const API_VERSION = '65.0';
const DEFAULT_DEADLINE_MS = 10_000;
// jsforce repeats a failed GET five times over 15 s by itself. We answer callers within seconds, and the queue has its own pauses.
const NO_RETRY = { maxRetries: 0, statusCodes: [], errorCodes: [] };

const pageSchema = z.object({ records: z.array(z.unknown()), done: z.boolean(), nextRecordsUrl: z.string().optional() });
const foundSchema = z.object({ searchRecords: z.array(z.unknown()) });

const within = withinDeadline(systemTimers);

type Get = (path: string) => Promise<unknown>;

/**
 * The REST API through jsforce, with the shared session. A refused token is renewed and the request repeated once; jsforce's own refreshing
 * is not used, because it repeats without end when the new token is refused too.
 */
export function salesforceClient(
  sessions: SessionSource,
  { deadlineMs: usual = DEFAULT_DEADLINE_MS }: SalesforceClientOptions = {},
): SalesforceClient {
  const call = async <T>(operation: (get: Get) => Promise<T>, { deadlineMs = usual }: CallOptions = {}): Promise<T> => {
    try {
      return await within(
        deadlineMs,
        operation((path) => getWithSession(sessions, { path, deadlineMs })),
      );
    } catch (thrown) {
      throw toSalesforceError(thrown);
    }
  };
  return {
    query: (query, record, options) => call(async (get) => parsed(record, await allPages(get, query)), options),
    search: (search, record, options) =>
      call(async (get) => {
        const { searchRecords } = foundSchema.parse(await get(`/search?q=${encodeURIComponent(search.text)}`));
        return parsed(record, searchRecords);
      }, options),
  };
}

/** A page that is no page is a fault of the moment (a maintenance page); a record that is none is a mistake of ours. */
function parsed<T>(record: z.ZodType<T>, records: readonly unknown[]): readonly T[] {
  const result = z.array(record).safeParse(records);
  if (result.success) return result.data;
  throw new GatewayError('internal', 'Salesforce answered a record that the gateway cannot read', { cause: result.error });
}

async function allPages(get: Get, query: SoqlText): Promise<readonly unknown[]> {
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
  readonly path: string;
  readonly deadlineMs: number;
}

async function getWithSession(sessions: SessionSource, request: Request): Promise<unknown> {
  const session = await sessions.current();
  try {
    return await getWith(session, request);
  } catch (thrown) {
    if (!isRefusedToken(thrown)) throw thrown;
    return getWith(await sessions.renew(session.accessToken), request);
  }
}

// A Connection opens nothing by itself: sockets are kept alive by Node's global agents, so one for each request costs nothing.
function getWith({ instanceUrl, accessToken }: Session, { path, deadlineMs }: Request): Promise<unknown> {
  const connection = new Connection({ instanceUrl, accessToken, version: API_VERSION });
  return connection.request({ method: 'GET', url: path }, { timeout: deadlineMs, retry: NO_RETRY });
}

const isRefusedToken = (thrown: unknown): boolean =>
  ['INVALID_SESSION_ID', 'ERROR_HTTP_401'].includes(toSalesforceError(thrown).upstreamCode ?? '');

import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { SalesforceClient } from './client.ts';
import { remembered } from './remembered.ts';
import { toSalesforceError } from './salesforce-error.ts';
import type { SoqlText } from './soql-text.ts';

export interface MetadataDependencies {
  readonly client: SalesforceClient;
  readonly clock: Clock;
  readonly log: Log;
  /** How long an admin's edit may go unnoticed, in milliseconds (default 60,000). */
  readonly ttlMs?: number | undefined;
  /** Without the type there is no answer, rather than none. */
  readonly isRequired?: boolean;
  /** A type without one of the fields has no records: the org's package is older than the gateway. */
  readonly isOlderFine?: boolean;
}

const DEFAULT_TTL_MS = 60_000;
// What Salesforce answers about an object that it does not have, or that the user may not see.
const NO_SUCH_OBJECT = 'INVALID_TYPE';
const NO_SUCH_FIELD = 'INVALID_FIELD';

/**
 * Reads the records of one custom metadata type, remembered for a while; concurrent callers share one query. A type that the org does not have
 * has no records: the package is not installed yet, which is said once. Any other failure rejects.
 */
export function metadataRecords<T>(deps: MetadataDependencies, query: SoqlText, record: z.ZodType<T>): () => Promise<readonly T[]> {
  const { client, clock, log, ttlMs = DEFAULT_TTL_MS, isRequired = false, isOlderFine = false } = deps;
  const isBearable = (code: string | undefined) => (code === NO_SUCH_OBJECT && !isRequired) || (code === NO_SUCH_FIELD && isOlderFine);
  let isReported = false;
  const look = async (): Promise<{ readonly records: readonly T[] }> => {
    try {
      return { records: await client.query(query, record) };
    } catch (thrown) {
      const error = toSalesforceError(thrown);
      if (!isBearable(error.upstreamCode)) throw error;
      if (!isReported)
        log.warn(
          { err: error },
          'The org lacks a custom metadata type or a field of it: is the Frontline package installed, as new as the gateway, its permission set assigned?',
        );
      isReported = true;
      return { records: [] };
    }
  };
  const find = remembered({ clock, look, ttlMs });
  return async () => (await find(''))?.records ?? [];
}

import type { CountryCode } from 'libphonenumber-js/max';
import type { Clock } from '../clock.ts';
import type { CustomerSettingsSource } from '../directory/customer-settings.ts';
import type { OpenConversations } from '../directory/open-conversations.ts';
import type { SalesforceClient } from './client.ts';
import type { Stale } from './remembered.ts';
import type { SearchWays } from './search-ways.ts';
import type { SessionSource } from './session.ts';
import type { WorkerField } from './worker-field.ts';

export const DEFAULT_DEADLINE_MS = 4_000;

export interface DirectoryOptions {
  readonly workerField: WorkerField;
  /** ISO 3166 code: whose way of writing numbers is assumed where a Contact names no country. */
  readonly defaultCountry: CountryCode;
  /** How long a query may take, in milliseconds (default 4,000: Frontline gives its callbacks less than 6 s, error 48005). */
  readonly deadlineMs?: number | undefined;
  /** How long lists, and records found by address, may be out of date, in milliseconds (default 60,000). */
  readonly cacheTtlMs?: number | undefined;
  /** How long a number that nobody has is taken for nobody's, in milliseconds (default 5,000). */
  readonly notFoundTtlMs?: number | undefined;
}

/** What reading one record needs. */
export type CardDependencies = Pick<DirectoryDependencies, 'client' | 'sessions' | 'defaultCountry' | 'deadlineMs'>;

/** What every question to the directory needs. */
export interface DirectoryDependencies extends DirectoryOptions {
  readonly client: SalesforceClient;
  readonly sessions: SessionSource;
  readonly clock: Clock;
  /** How this org is asked for numbers. */
  readonly ways: SearchWays;
  readonly settings: CustomerSettingsSource;
  readonly open: OpenConversations;
  /** Told of each list or name that is out of date because Salesforce failed. */
  readonly onStale: (what: 'list' | 'name', stale: Stale) => void;
}

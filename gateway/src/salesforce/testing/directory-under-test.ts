import { systemClock } from '../../clock.ts';
import { DEFAULT_CUSTOMER_SETTINGS, type CustomerSettings } from '../../directory/customer-settings.ts';
import { createLog } from '../../log.ts';
import { contactDirectory } from '../contact-directory.ts';
import type { DirectoryDependencies } from '../directory-dependencies.ts';
import { searchWays } from '../search-ways.ts';

export interface DirectoryUnderTest extends Partial<Omit<DirectoryDependencies, 'client' | 'sessions'>> {
  readonly settled?: Partial<CustomerSettings>;
  readonly openWith?: readonly string[];
}

/** A directory over a connection to an org under test, with the defaults that production has. */
export function directoryUnderTest(
  { client, sessions }: Pick<DirectoryDependencies, 'client' | 'sessions'>,
  { settled = {}, openWith = [], clock = systemClock, ...more }: DirectoryUnderTest = {},
) {
  const ways = searchWays({ client, clock, log: createLog({ level: 'silent' }) });
  const stale: { what: string; ageMs: number }[] = [];
  const directory = contactDirectory({
    client,
    sessions,
    clock,
    ways,
    workerField: 'Username',
    defaultCountry: 'US',
    settings: { current: () => Promise.resolve({ ...DEFAULT_CUSTOMER_SETTINGS, ...settled }) },
    open: { customersAt: () => Promise.resolve(openWith) },
    onStale: (what, { ageMs }) => stale.push({ what, ageMs }),
    // An org under test compiles the package's Apex at the first write, and tests share processors.
    deadlineMs: 20_000,
    ...more,
  });
  return { directory, ways, stale };
}

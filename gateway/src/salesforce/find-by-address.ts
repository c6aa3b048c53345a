import parsePhoneNumber from 'libphonenumber-js/max';
import type { Address } from '../directory/address.ts';
import { chooseCustomer } from '../directory/choose-customer.ts';
import type { Directory, FindOptions } from '../directory/directory.ts';
import { MAX_MATCHES, MOST_GATHERED, findCandidates, type Found } from './find-candidates.ts';
import type { DirectoryDependencies } from './directory-dependencies.ts';
import { canonicalNumber } from './read-phone.ts';
import { remembered, type Stale } from './remembered.ts';

const DEFAULT_TTL_MS = 60_000;

const CROWD =
  `The number is on more than ${String(MAX_MATCHES)} records, so it is taken for nobody's: ` +
  'is it a switchboard, or what is typed where there is no number?';

/**
 * Whoever has a number, remembered by number for a minute: records, not the choice between them, which an open conversation may decide
 * differently a moment later.
 */
export function findByAddress(deps: DirectoryDependencies): Pick<Directory, 'findByAddress' | 'whyNobody'> {
  const { clock, settings, open, onStale, cacheTtlMs = DEFAULT_TTL_MS, notFoundTtlMs } = deps;
  const search = findCandidates(deps);
  const look = async (number: string): Promise<Found | undefined> => {
    // A short code, or digits of no plan: no record's number reads as one.
    if (!parsePhoneNumber(number)?.isPossible()) return undefined;
    const found = await search(number);
    return found.isCrowd || found.candidates.length > 0 ? found : undefined;
  };
  const onFailure = (stale: Stale) => onStale('name', stale);
  const find = remembered({ clock, ttlMs: cacheTtlMs, notFoundTtlMs, look, onStale: onFailure, ahead: MOST_GATHERED - 1 });
  const foundAt = (address: Address, options?: FindOptions) => find(canonicalNumber(address.number), options);
  return {
    findByAddress: async (address, options) => {
      const found = await foundAt(address, options);
      if (found === undefined || found.isCrowd) return undefined;
      const { matchOrder } = await settings.current();
      const isAmbiguous = found.candidates.length > 1;
      const [first, ...others] = chooseCustomer(found.candidates, {
        order: matchOrder,
        open: isAmbiguous ? await open.customersAt(address) : [],
      });
      if (first === undefined) return undefined;
      const summary = ({ id, displayName }: typeof first) => ({ id, displayName });
      return { customer: summary(first), kind: first.kind, owner: first.owner, others: others.map(summary) };
    },
    whyNobody: async (address) => ((await foundAt(address))?.isCrowd ? CROWD : undefined),
  };
}

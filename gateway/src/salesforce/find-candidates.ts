import { systemTimers } from '../clock.ts';
import type { CustomerKind, DirectoryUser } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import { candidateQuery, type SearchWay } from './candidate-query.ts';
import { ownerOf, userSchema } from './candidate-schema.ts';
import { READERS, leadOwners, type ReadCandidate } from './candidates-of.ts';
import { DEFAULT_DEADLINE_MS, type DirectoryDependencies } from './directory-dependencies.ts';
import { gathered } from './gathered.ts';
import { identifier } from './identifier.ts';
import { comparableNumber } from './read-phone.ts';
import { soql } from './soql.ts';

/** Who has a number. */
export interface Found {
  readonly candidates: readonly ReadCandidate[];
  /** More records have it than somebody's number is ever on: a switchboard's, or what people type where they have none. */
  readonly isCrowd: boolean;
}

/** A number on more records than this is nobody's. */
export const MAX_MATCHES = 200;

// What one page of a query holds.
const MAX_RECORDS = 2_000;
/** Numbers in one request. */
export const MOST_GATHERED = 50;
const GATHER = { waitMs: 3, most: MOST_GATHERED } as const;
// Spellings make long queries, and a query is part of an address: about 16 KB is what a server takes of one.
const MOST_SPELT = 5;
const MAX_OWNERS = 200;

/**
 * Who has a number, by one request for all kinds of records, which numbers asked for within a few milliseconds share. Each record found is
 * read before it is believed, because one key, or one spelling, may be several countries' numbers.
 */
export function findCandidates(deps: DirectoryDependencies): (number: string) => Promise<Found> {
  const search = candidateSearch(deps);
  return gathered({ timers: systemTimers, ...GATHER, lookAll: search });
}

function candidateSearch(deps: DirectoryDependencies) {
  const { settings, ways } = deps;
  const ask = asking(deps);
  const search = async (numbers: readonly string[]): Promise<ReadonlyMap<string, Found>> => {
    const { matchOrder, keepsPhoneKeys } = await settings.current();
    const asked = matchOrder.flatMap((kind) => {
      const way = ways.of(kind);
      if (way === 'absent') return [];
      return [{ kind, way: way === 'keys' && !keepsPhoneKeys ? ('both' as const) : way }];
    });
    if (numbers.length > MOST_SPELT && asked.some(({ way }) => way !== 'keys')) return inParts(numbers, MOST_SPELT);
    const answered = await ask(numbers, asked);
    if (answered === 'again') return search(numbers);
    const { candidates, isCut } = answered;
    if (isCut && numbers.length > 1) return inParts(numbers, Math.ceil(numbers.length / 2));
    return new Map(numbers.map((number) => [number, found(number, { candidates, isCut })]));
  };
  const inParts = async (numbers: readonly string[], size: number) => {
    const parts = Array.from({ length: Math.ceil(numbers.length / size) }, (_, at) => numbers.slice(at * size, (at + 1) * size));
    return new Map((await Promise.all(parts.map(search))).flatMap((part) => [...part]));
  };
  return search;
}

interface AskedKind {
  readonly kind: CustomerKind;
  readonly way: SearchWay;
}

interface Asked {
  readonly candidates: readonly ReadCandidate[];
  /** There are more records than were asked for. */
  readonly isCut: boolean;
}

function found(number: string, { candidates, isCut }: Asked): Found {
  const those = candidates.filter(({ numbers }) => numbers.has(comparableNumber(number)));
  return { candidates: those.filter((one) => !isPersonAccount(one, those)), isCrowd: isCut || those.length > MAX_MATCHES };
}

/** A person account is a Contact and an Account of one name; as a customer it is the Contact. */
const isPersonAccount = (candidate: ReadCandidate, all: readonly ReadCandidate[]): boolean =>
  candidate.kind === 'account' &&
  all.some(({ accountId, displayName }) => accountId === candidate.id && displayName === candidate.displayName);

function asking(deps: DirectoryDependencies) {
  const { client, ways, workerField, defaultCountry, deadlineMs = DEFAULT_DEADLINE_MS } = deps;
  const ownersOf = leadOwnersOf(deps);
  /** `again`: a query was refused, and there is another way now. */
  return async (numbers: readonly string[], asked: readonly AskedKind[]): Promise<Asked | 'again'> => {
    const limit = numbers.length === 1 ? MAX_MATCHES + 1 : MAX_RECORDS;
    const queries = asked.map(({ kind, way }) => candidateQuery(kind, { numbers, way, workerField, limit }));
    const answers = queries.length === 0 ? [] : await client.queries(queries, { deadlineMs });
    let isCut = false;
    const records = new Map<CustomerKind, readonly unknown[]>();
    for (const [at, { kind, way }] of asked.entries()) {
      const answer = answers[at];
      if (answer === undefined) throw new GatewayError('upstream_failed', 'Salesforce left out the answer to one of several queries');
      if ('error' in answer) {
        if (!ways.refused(kind, { error: answer.error, way })) throw answer.error;
        return 'again';
      }
      isCut ||= answer.hasMore || answer.records.length >= limit;
      records.set(kind, answer.records);
    }
    if (isCut) return { candidates: [], isCut };
    const options = { defaultCountry, workerField, owners: await ownersOf(records.get('lead') ?? []) };
    return { candidates: [...records].flatMap(([kind, some]): readonly ReadCandidate[] => READERS[kind](some, options)), isCut };
  };
}

/** Owners of Leads are read apart: they may be queues, and then only fields that users and queues share can be asked for with the Lead. */
function leadOwnersOf({ client, workerField, deadlineMs = DEFAULT_DEADLINE_MS }: DirectoryDependencies) {
  return async (leads: readonly unknown[]): Promise<ReadonlyMap<string, DirectoryUser>> => {
    const ids = leadOwners(leads).slice(0, MAX_OWNERS);
    if (ids.length === 0) return new Map();
    const query = soql`SELECT Id, IsActive, ${identifier(workerField)} FROM User WHERE Id IN ${ids}`;
    const users = await client.query(query, userSchema, { deadlineMs });
    return new Map(users.map((user) => [user.Id, ownerOf(user.Id, user, workerField)]));
  };
}

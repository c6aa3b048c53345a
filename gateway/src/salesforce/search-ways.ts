import type { Clock } from '../clock.ts';
import type { CustomerKind } from '../directory/directory.ts';
import type { GatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { SearchWay } from './candidate-query.ts';
import type { SalesforceClient } from './client.ts';
import { KINDS, hasForgottenKey, keylessQuery } from './keyless-records.ts';

/** How records of a kind are found by number in this org; `absent`: the gateway's user does not see the kind at all. */
export type KnownWay = SearchWay | 'absent';

/** What is known of the org, shared by all who look for numbers. */
export interface SearchWays {
  /** How to ask for a kind now. Finds out more in the background when that has not been done for a while. */
  of(kind: CustomerKind): KnownWay;
  /** Learns from a query that was refused; answers whether it is worth asking again, in the way that is now known. */
  refused(kind: CustomerKind, refusal: { readonly error: GatewayError; readonly way: SearchWay }): boolean;
  /** For health, in words: what keeps numbers from being found well; empty when nothing does. */
  problems(): readonly string[];
}

export interface SearchWaysDeps {
  readonly client: Pick<SalesforceClient, 'queries'>;
  readonly clock: Clock;
  readonly log: Log;
}

// An admin installs, assigns or runs the batch and wants to see it work; where all is well it is asked for the rare kill switch.
const PROBLEM_TTL_MS = 10 * 60_000;
const WELL_TTL_MS = 60 * 60_000;
// Records without keys are in no index: a big org takes its time, and nobody waits for it.
const DEADLINE_MS = 60_000;

const WORDS: Readonly<Record<Exclude<KnownWay, 'keys'>, string>> = {
  both: 'without a phone key are left: run FrontlinePhoneKeyBatch',
  spellings:
    'have no phone keys that the gateway may read: is the package installed, its permission set assigned? Found by usual spellings',
  absent: 'cannot be read by the gateway: numbers are not looked for there',
};

/**
 * Finds out how numbers can be looked for. Until that is known, and while records without keys are left, each query asks for keys and for
 * spellings at once: slower in a big org, and never wrong.
 */
export function searchWays({ client, clock, log }: SearchWaysDeps): SearchWays {
  const known = new Map<CustomerKind, KnownWay>();
  const reported = new Map<CustomerKind, KnownWay>();
  let dueAt = 0;
  const learn = (kind: CustomerKind, way: KnownWay): void => {
    known.set(kind, way);
    if (reported.get(kind) === way) return;
    if (way !== 'keys') log.warn({ kind }, `Records of this kind ${WORDS[way]}`);
    else if (reported.has(kind)) log.info({ kind }, 'Records of this kind are found by their phone keys');
    reported.set(kind, way);
  };
  const findOut = async (): Promise<void> => {
    const answers = await client.queries(KINDS.map(keylessQuery), { deadlineMs: DEADLINE_MS });
    answers.forEach((answer, at) => {
      const kind = KINDS[at] ?? 'contact';
      if ('error' in answer) learn(kind, wayAfter(answer.error, { kind, way: known.get(kind) ?? 'keys' }) ?? known.get(kind) ?? 'keys');
      else learn(kind, hasForgottenKey(kind, answer.records) ? 'both' : 'keys');
    });
    if ([...known.values()].every((way) => way === 'keys')) dueAt = clock.now().getTime() + WELL_TTL_MS;
  };
  const findOutWhenDue = (): void => {
    const now = clock.now().getTime();
    if (now < dueAt) return;
    dueAt = now + PROBLEM_TTL_MS;
    findOut().catch((error: unknown) => log.warn({ err: error }, 'It could not be found out which records have no phone keys'));
  };
  return {
    of: (kind) => {
      findOutWhenDue();
      return known.get(kind) ?? 'both';
    },
    refused: (kind, { error, way: asked }) => {
      const way = wayAfter(error, { kind, way: asked });
      if (way === undefined) return false;
      learn(kind, way);
      return true;
    },
    problems: () => KINDS.flatMap((kind) => problemOf(kind, known.get(kind) ?? 'keys')),
  };
}

const problemOf = (kind: CustomerKind, way: KnownWay): readonly string[] => (way === 'keys' ? [] : [`${kind}s ${WORDS[way]}`]);

/**
 * The way that is left after a refusal; undefined when there is none: Contacts must be seen, or everybody would be called unknown. Without
 * the package's fields, or the right to see them, there are the spellings; without the usual fields there is nothing to look at.
 */
function wayAfter(
  { upstreamCode }: GatewayError,
  { kind, way }: { readonly kind: CustomerKind; readonly way: KnownWay },
): KnownWay | undefined {
  if (upstreamCode === 'INVALID_FIELD' && way !== 'spellings') return 'spellings';
  const isUnseen = upstreamCode === 'INVALID_FIELD' || upstreamCode === 'INVALID_TYPE';
  return isUnseen && kind !== 'contact' ? 'absent' : undefined;
}

import { GatewayError } from '../errors.ts';
import type { Capacity, CapacityLimits } from '../pipeline/capacity.ts';
import type { Engine } from './engine.ts';

export interface AdmissionDeps extends Pick<Engine, 'tally' | 'bytes'> {
  readonly limits: CapacityLimits;
  /** Milliseconds since some moment, never back. */
  readonly steady: () => number;
}

export interface Admission {
  readonly capacity: Capacity;
  /** Throws `overloaded` when there is no room for so many more rows: all of them, or none. */
  readonly admit: (rows: number) => void;
}

/** How long a look at the store is good for; what was accepted since is added to it. */
const TTL_MS = 1_000;

/**
 * Knows how full the store is without asking it for each row. Resolves when it has looked once. Several gateways on one database do not know what
 * the others have accepted since: together they may go over the limit by as much as those take until the next look, a second and the age of the
 * server's count later. A bound that all share would cost each webhook a row to fight for.
 */
export async function createAdmission({ tally, bytes, limits, steady }: AdmissionDeps): Promise<Admission> {
  const known = { queued: 0, bytes: 0, since: 0, at: 0 };
  let looking: Promise<void> | undefined;

  const look = async () => {
    const before = known.since;
    known.at = steady();
    const [{ inbox, outbox }, size] = await Promise.all([tally(), bytes()]);
    known.queued = inbox.ready + outbox.ready + outbox.published;
    known.bytes = size;
    known.since -= before;
  };
  const refresh = (): Promise<void> => {
    if (steady() - known.at >= TTL_MS) looking ??= look().finally(() => (looking = undefined));
    return looking ?? Promise.resolve();
  };

  await look();
  return {
    capacity: {
      usage: async () => {
        await refresh();
        return { queued: known.queued + known.since, bytes: known.bytes };
      },
    },
    admit: (rows) => {
      refresh().catch(() => undefined); // the write that follows will say what is wrong with the store
      if (known.queued + known.since + rows > limits.maxQueued)
        throw new GatewayError('overloaded', 'As many rows wait as may (MAX_QUEUED).');
      if (known.bytes >= limits.maxBytes) throw new GatewayError('overloaded', 'The store is as large as it may be (MAX_STORE_BYTES).');
      known.since += rows;
    },
  };
}

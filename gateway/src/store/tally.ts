/** How many rows of the queues are not over. */
export interface Tally {
  readonly inbox: { readonly ready: number; readonly dead: number };
  readonly outbox: { readonly ready: number; readonly published: number; readonly dead: number };
}

/** What is counted: each is a partial index. */
export const TALLIED = [
  { queue: 'inbox', state: 'ready' },
  { queue: 'inbox', state: 'dead' },
  { queue: 'outbox', state: 'ready' },
  { queue: 'outbox', state: 'published' },
  { queue: 'outbox', state: 'dead' },
] as const;

interface Counted {
  readonly queue: string;
  readonly state: string;
  readonly rows: number | string;
}

/** From rows as the database answers them; a state that none is in may be absent. */
export function tallyOf(counted: readonly Counted[]): Tally {
  const rows = (queue: string, state: string) => Number(counted.find((row) => row.queue === queue && row.state === state)?.rows ?? 0);
  return {
    inbox: { ready: rows('inbox', 'ready'), dead: rows('inbox', 'dead') },
    outbox: { ready: rows('outbox', 'ready'), published: rows('outbox', 'published'), dead: rows('outbox', 'dead') },
  };
}

import type { CustomerKind, CustomerSummary, DirectoryUser } from './directory.ts';

/** One of those who have a number. */
export interface Candidate extends CustomerSummary {
  readonly kind: CustomerKind;
  readonly owner: DirectoryUser;
  /** The day of the last thing done for the customer, `YYYY-MM-DD`. */
  readonly lastActivity?: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface ChoiceFacts {
  /** Which kind comes before which. A kind that is not named is not looked for. */
  readonly order: readonly CustomerKind[];
  /** Records that open conversations with the number are about, the latest first. */
  readonly open: readonly string[];
}

/**
 * Everybody who has a number, the one to take first: whoever the open conversation is about; else by kind, in the admin's order;
 * else whoever had the latest activity; else the oldest record. No two candidates are equal, so the choice never changes by chance.
 */
export function chooseCustomer(candidates: readonly Candidate[], { order, open }: ChoiceFacts): readonly Candidate[] {
  const place = <T>(list: readonly T[], item: T) => (list.includes(item) ? list.indexOf(item) : list.length);
  return candidates
    .filter(({ kind }) => order.includes(kind))
    .toSorted(
      (one, other) =>
        place(open, one.id) - place(open, other.id) ||
        place(order, one.kind) - place(order, other.kind) ||
        compare(other.lastActivity ?? '', one.lastActivity ?? '') ||
        compare(one.createdAt, other.createdAt) ||
        compare(one.id, other.id),
    );
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

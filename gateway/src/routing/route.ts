import type { CalendarSource, FrontlineWorkers, LastReps, RecordOwners, RoutingPeople } from './routing-facts.ts';
import type { RuleSource } from './routing-rule.ts';

/** Where the rules and what they look at come from. */
export interface RouteSources {
  readonly rules: RuleSource;
  readonly calendar: CalendarSource;
  readonly people: RoutingPeople;
  readonly owners: RecordOwners;
  readonly workers: FrontlineWorkers;
  readonly lastReps: Pick<LastReps, 'lastRepOf'>;
  readonly defaultWorker: string | undefined;
}

/** Whose ownership of which record decided: when the owner changes, so may the decision. */
export interface Ownership {
  readonly recordId: string;
  /** The record itself, or the Account of the Contact. */
  readonly of: 'record' | 'account';
  readonly ownerId: string;
}

/** One of these reps, in turn: the store says whose turn it is. */
export interface TurnChoice {
  /** Names the rotation. */
  readonly ring: string;
  /** Identities of those who can take the conversation now, at least one. */
  readonly members: readonly string[];
}

/** Who can take it: one worker, or one of several in turn; with what to say of that. */
export interface Taker {
  readonly who: { readonly worker: string } | { readonly turn: TurnChoice };
  readonly ownership?: Ownership;
  /** What follows the rep's name: "owns the Contact ...". */
  readonly because: string;
}

/** What trying a rule's target comes to: somebody, or why nobody. */
export type Tried = Taker | { readonly obstacle: string };

/** What the rules say. */
export interface Route {
  /** Absent when there is nobody. */
  readonly who?: Taker['who'];
  /** Developer name of the rule that decided; absent for the default worker. */
  readonly rule?: string;
  readonly ownership?: Ownership;
  /** The decision in words, at most 4,000 characters, once the rep is known. */
  readonly explain: (worker?: string) => string;
  /** The same facts and rules under another outcome, a sentence with its full stop. */
  readonly retell: (outcome: string) => string;
}

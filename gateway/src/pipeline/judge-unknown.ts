import type { Passed } from './activity-trigger.ts';
import type { PublishedActivity } from './published-activities.ts';

/** What to do about a published activity of which Salesforce knows nothing. */
export type UnknownVerdict =
  | { readonly outcome: 'ask-later'; readonly delayMs: number }
  | { readonly outcome: 'publish-again' }
  | { readonly outcome: 'dead'; readonly reason: string };

export interface Unknown extends Pick<PublishedActivity, 'ageMs' | 'firstAgeMs' | 'republished'> {
  /** Whether the trigger has been past it; `unseen` when nothing is known of the trigger. */
  readonly passed: Passed | 'unseen';
}

/** How often an activity is published again. */
const MAX_REPUBLISHED = 3;

/** How long the event bus keeps an event for its subscribers (Platform Events Developer Guide, "High-Volume Platform Event Persistence"). */
const RETENTION_MS = 72 * 60 * 60_000;

/** Where the trigger's place is not known, patience stands for it: a backlog in Salesforce must not be made longer by publishing it again. */
const BLIND_FACTOR = 10;
const BLIND_LOOK_MS = 15 * 60_000;

const WHERE =
  'Look in Setup at Platform Events, Frontline Activity, Subscriptions, at the Frontline Failures, and at the debug log of the user that ' +
  'the trigger runs as; then retry this dead letter.';

/**
 * Looks a second time after `secondLookMs`; what is unknown then, and was passed by the trigger, was lost (a trigger that was in error and
 * has been mended starts at the newest event) and is published again, three times at most and within the 72 hours that events last.
 */
export function judgeUnknown(secondLookMs: number) {
  return ({ ageMs, firstAgeMs, republished, passed }: Unknown): UnknownVerdict => {
    if (firstAgeMs >= RETENTION_MS) return { outcome: 'dead', reason: `Salesforce has recorded nothing of it within 72 hours. ${WHERE}` };
    if (passed === 'unseen') return { outcome: 'ask-later', delayMs: Math.max(secondLookMs, BLIND_LOOK_MS) };
    const patienceMs = passed === 'yes' ? secondLookMs : secondLookMs * BLIND_FACTOR * 2 ** republished;
    if (ageMs < patienceMs) return { outcome: 'ask-later', delayMs: Math.min(secondLookMs, patienceMs - ageMs) };
    if (republished < MAX_REPUBLISHED) return { outcome: 'publish-again' };
    return { outcome: 'dead', reason: `Salesforce took it ${republished + 1} times and recorded nothing of it. ${WHERE}` };
  };
}

import { displayAddress } from '../directory/address.ts';
import { KIND_NAMES, kindOf } from './record-kind.ts';
import type { Situation } from './routing-facts.ts';

/** What became of one rule. */
export interface Trial {
  /** The rule's label. */
  readonly rule: string;
  /** A sentence without its full stop. */
  readonly says: string;
}

export interface Explained {
  /** Who gets the conversation and why, as a sentence with its full stop. */
  readonly outcome: string;
  readonly situation: Situation;
  readonly trials: readonly Trial[];
}

/** Longest explanation, in characters: `Routing_Reason__c` on event and Task. */
export const MAX_EXPLANATION = 4_000;

/**
 * A decision in words: the outcome, the facts, the rules in the order in which they were tried. It names this conversation's customer and
 * nobody else's, whoever else has the number.
 */
export function explainRoute({ outcome, situation, trials }: Explained): string {
  const head = [outcome, ...factsOf(situation)];
  const steps = trials.map(({ rule, says }, at) => `${at + 1}. ${rule}: ${says}.`);
  return fitted(steps.length > 0 ? [...head, 'Rules tried:'] : head, steps);
}

/** The whole, or as many steps as fit and how many more there were: the outcome and the facts are never what is left out. */
function fitted(head: readonly string[], steps: readonly string[]): string {
  const whole = [...head, ...steps].join('\n');
  if (whole.length <= MAX_EXPLANATION) return whole;
  const more = (left: number) => `... and ${left} more.`;
  for (let kept = steps.length - 1; kept > 0; kept -= 1) {
    const shorter = [...head, ...steps.slice(0, kept), more(steps.length - kept)].join('\n');
    if (shorter.length <= MAX_EXPLANATION) return shorter;
  }
  return head.join('\n').slice(0, MAX_EXPLANATION);
}

const CHANNELS = { sms: 'SMS', whatsapp: 'WhatsApp' };

function factsOf({ at, address, businessNumber, match, whyNobody }: Situation): readonly string[] {
  const from = address ? `${CHANNELS[address.channel]} from ${displayAddress(address)}` : 'A conversation without a phone number';
  const to = businessNumber === undefined ? '' : ` to ${businessNumber}`;
  const customer = match
    ? `Customer: the ${KIND_NAMES[kindOf(match)]} ${match.customer.displayName}, owner ${match.owner.worker ?? 'without a Frontline identity'}.`
    : `Customer: unknown. ${whyNobody ?? 'No record has the number.'}`;
  return [`${from}${to}, ${minuteOf(at)} UTC.`, customer];
}

const minuteOf = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ');

import { hoursNamed, openState, type Calendar } from './business-hours.ts';
import { kindOf } from './record-kind.ts';
import type { RoutingRule, RuleHours } from './routing-rule.ts';
import type { Situation } from './routing-facts.ts';

/** What the conditions of one rule are judged by, besides the situation. */
export interface ConditionFacts {
  /** Id of the user whom the rule's owner condition names; undefined when there is no such user. */
  readonly namedOwnerId?: string;
  /** Needed by rules with hours only. */
  readonly calendar?: Calendar;
}

/** The first condition that does not hold, in words that follow "because"; undefined when the rule holds. */
export function whyNotHolding(rule: RoutingRule, situation: Situation, facts: ConditionFacts): string | undefined {
  return (
    whyNotPlace(rule, situation) ??
    whyNotCustomer(rule, situation) ??
    whyNotOwner(rule, situation, facts) ??
    (rule.hours && whyNotHours(rule.hours, situation.at, facts.calendar))
  );
}

const CHANNELS = { sms: 'SMS', whatsapp: 'WhatsApp' };

function whyNotPlace({ channel, businessNumber, countryPrefixes }: RoutingRule, { address, ...situation }: Situation): string | undefined {
  if (channel !== undefined && address?.channel !== channel) return `it is for ${CHANNELS[channel]} only`;
  if (businessNumber !== undefined && situation.businessNumber !== businessNumber) return `it is for messages to ${businessNumber} only`;
  if (countryPrefixes !== undefined && !countryPrefixes.some((prefix) => address?.number.startsWith(prefix)))
    return `it is for numbers that begin with ${countryPrefixes.join(' or ')} only`;
  return undefined;
}

function whyNotCustomer({ customer }: RoutingRule, { match }: Situation): string | undefined {
  switch (customer) {
    case undefined:
      return undefined;
    case 'known':
      return match ? undefined : 'it is for known customers only';
    case 'unknown':
      return match ? 'it is for unknown numbers only' : undefined;
    default:
      return match && kindOf(match) === customer ? undefined : `it is for ${customer}s only`;
  }
}

function whyNotOwner({ owner }: RoutingRule, { match }: Situation, { namedOwnerId }: ConditionFacts): string | undefined {
  if (owner === undefined) return undefined;
  if (!match) return `it is for records of ${owner} only, and the number is unknown`;
  if (namedOwnerId === undefined) return `it is for records of ${owner} only, and there is no such user`;
  return match.owner.id === namedOwnerId ? undefined : `it is for records of ${owner} only`;
}

function whyNotHours({ name, isOutside, holidays }: RuleHours, at: Date, calendar: Calendar | undefined): string | undefined {
  const hours = calendar && hoursNamed(calendar, name);
  if (!calendar || !hours?.isActive) return `there are no active Business Hours called "${name}"`;
  const { isOpen, because } = openState({ hours, holidays: calendar.holidays }, { at, ...(holidays && { only: holidays }) });
  if (isOpen !== isOutside) return undefined;
  return `it is for ${isOutside ? 'the time outside' : 'the time'} of "${name}", and ${because}`;
}

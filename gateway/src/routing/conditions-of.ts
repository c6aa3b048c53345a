import type { RouteSources } from './route.ts';
import type { Situation } from './routing-facts.ts';
import type { RoutingRule } from './routing-rule.ts';
import { whyNotHolding } from './why-not-holding.ts';

/** Judges a rule's conditions, with what they need to be looked up. Answers the first that does not hold; undefined when the rule holds. */
export function conditionsOf({ people, calendar }: Pick<RouteSources, 'people' | 'calendar'>) {
  return async (rule: RoutingRule, situation: Situation): Promise<string | undefined> => {
    const named = rule.owner === undefined ? undefined : await people.userNamed(rule.owner);
    const times = rule.hours && (await calendar.current());
    return whyNotHolding(rule, situation, { ...(named && { namedOwnerId: named.id }), ...(times && { calendar: times }) });
  };
}

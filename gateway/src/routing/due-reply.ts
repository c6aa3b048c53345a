import { hoursNamed, openState } from './business-hours.ts';
import { conditionsOf } from './conditions-of.ts';
import type { RouteSources } from './route.ts';
import type { Situation } from './routing-facts.ts';

/** What a customer is to be answered by itself. */
export interface DueReply {
  /** Developer name of the rule. */
  readonly rule: string;
  readonly text: string;
  /** The day there, as `2026-11-20`: in the time zone of the rule's business hours, else in UTC. */
  readonly day: string;
}

/** The reply of the first rule that has one and holds; undefined when none does. Rejects with a GatewayError when the rules cannot be read. */
export function dueReply(sources: Pick<RouteSources, 'rules' | 'people' | 'calendar'>) {
  const unmet = conditionsOf(sources);
  return async (situation: Situation): Promise<DueReply | undefined> => {
    for (const rule of (await sources.rules.all()).filter(({ reply }) => reply !== undefined)) {
      if ((await unmet(rule, situation)) !== undefined) continue;
      const calendar = rule.hours && (await sources.calendar.current());
      const hours = rule.hours && calendar && hoursNamed(calendar, rule.hours.name);
      const day = hours ? openState({ hours, holidays: [] }, situation).day : situation.at.toISOString().slice(0, 10);
      return { rule: rule.name, text: rule.reply ?? '', day };
    }
    return undefined;
  };
}

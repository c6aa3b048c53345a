import type { Database } from '../database/database.ts';
import type { ActivityEvent } from './activity-event.ts';
import type { ActivitySettings } from './activity-settings.ts';

const REASON_LENGTH = 4000;

export type ActivityFailures = {
  add(event: ActivityEvent, reason: string): void;
  /** Writes what was added. A failure that the org refuses does not undo the Tasks. */
  save(): void;
};

/** Events that became no Task, collected until the Tasks are written and then kept as Frontline_Failure__c. */
export const createActivityFailures = (deps: { database: Database; settings: ActivitySettings }): ActivityFailures => {
  const rows: Readonly<Record<string, string | null>>[] = [];
  const payload = (event: ActivityEvent): string => {
    const said = Object.entries(event).filter(
      ([name, value]) => value !== null && (name !== 'Body__c' || deps.settings.storesMessageBodies),
    );
    return JSON.stringify(Object.fromEntries(said));
  };
  return {
    add: (event, reason) => {
      rows.push({
        Status__c: 'Open',
        Event_Key__c: event.Key__c,
        Kind__c: event.Kind__c,
        Conversation_Sid__c: event.Conversation_Sid__c,
        Reason__c: reason.slice(0, REASON_LENGTH),
        Payload__c: payload(event),
      });
    },
    save: () => {
      for (const row of rows) deps.database.insert('Frontline_Failure__c', row);
    },
  };
};

import type { LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';

type Row = Readonly<Record<string, unknown>>;

/** What the journey looks at: the org's records and the account's conversations, as they are right now. */
export function look({ salesforce, twilio }: LocalStack) {
  const { database } = salesforce.org;
  const tasks = (): readonly Row[] => database.rows('Task').filter((task) => task.Frontline_Key__c !== undefined);
  const taskOf = (messageSid: string) => tasks().find((task) => task.Frontline_Key__c === messageSid);
  const find = (objectName: string, fields: Row): Row => {
    const row = database.rows(objectName).find((candidate) => Object.entries(fields).every(([name, value]) => candidate[name] === value));
    if (!row) throw new Error(`the demo org has no ${objectName} with ${JSON.stringify(fields)}`);
    return row;
  };
  return {
    tasks,
    contact: (name: string) => find('Contact', { Name: name }),
    user: (username: string) => find('User', { Username: username }),
    closedStatuses: () =>
      database
        .rows('TaskStatus')
        .filter((status) => status.IsClosed)
        .map((status) => status.ApiName ?? status.MasterLabel),
    /** Waits for the Task of a message; with `holds`, until that is true of it. */
    task: (messageSid: string, holds: (task: Row) => boolean = () => true, limitMs?: number) =>
      waitUntil(
        `the Task of ${messageSid}`,
        () => {
          const task = taskOf(messageSid);
          return task && holds(task) ? task : undefined;
        },
        limitMs,
      ),
    /** Waits until a rep's app shows the conversation. */
    joined: (worker: string, conversationSid: string, limitMs?: number) =>
      waitUntil(
        `${worker} in ${conversationSid}`,
        () =>
          twilio
            .app(worker)
            .conversations()
            .find(({ sid }) => sid === conversationSid),
        limitMs,
      ),
  };
}

export type Look = ReturnType<typeof look>;

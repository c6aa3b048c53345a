import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { expectTrue } from './expect.ts';
import type { Look } from './look.ts';
import type { Step } from './step.ts';

// The outage is part of the story, not a wait for something else.
const OUTAGE_MS = 10_000;
const RECOVERY_LIMIT_MS = 60_000;
const NEWCOMER = '+14155550177';

/** Salesforce goes away in the middle of conversations, old and new; when it is back everything arrives, once. */
export function outageStep({ stack, seen }: { stack: LocalStack; seen: Look }): Step {
  const { phones } = stack.twilio;
  const { faults } = stack.salesforce.org;
  const text = async (from: string, body: string) => {
    const taken = await phones.text({ from, body });
    expectTrue(`Twilio took "${body}"`, taken.taken);
    return taken;
  };
  const run = async () => {
    faults.set({ outage: 'unavailable' });
    const ending = setTimeout(() => faults.clear(), OUTAGE_MS);
    const start = performance.now();
    try {
      const messages: string[] = [];
      for (let i = 1; i <= 5; i += 1) messages.push((await text(DEMO_CUSTOMERS.mara.number, `during the outage ${i}`)).messageSid);
      const first = await text(NEWCOMER, 'a first message during the outage');
      messages.push(first.messageSid);
      await seen.joined(DEMO_WORKERS.desk, first.conversationSid, RECOVERY_LIMIT_MS);
      await Promise.all(messages.map((sid) => seen.task(sid, () => true, RECOVERY_LIMIT_MS)));
      const after = Math.max(0, performance.now() - start - OUTAGE_MS);
      const counts = messages.map((sid) => seen.tasks().filter((task) => task.Frontline_Key__c === sid).length);
      expectTrue(
        'one Task a message',
        counts.every((count) => count === 1),
      );
      return `${messages.length} messages, ${messages.length} Tasks, the last ${(after / 1000).toFixed(1)} s after it was back`;
    } finally {
      clearTimeout(ending);
      faults.clear();
    }
  };
  return { name: `Salesforce is down for ${OUTAGE_MS / 1000} s: everything still arrives, once`, run };
}

// How many events a second the package's own Apex turns into Tasks in the emulated org, beside plain inserts of such Tasks. Prints one JSON line.
import { attachEventBus } from '@frontline/emulators/event-bus';
import { loadDemo } from '@frontline/emulators/demo';
import { createOrg } from '@frontline/emulators/org';
import { waitUntil } from '../../e2e/stack/wait-until.ts';
import { ACTIVITY_TOPIC } from '../src/salesforce/activity-event.ts';
import { print } from './machine.ts';

const WARM_UP = 1_000;
const EVENTS = Number(process.argv[2] ?? 10_000);
const CONVERSATIONS = 200;
const LIMIT_MS = 120_000;
const sid = (prefix: string, n: number) => prefix + n.toString(16).padStart(32, '0');

const org = createOrg();
loadDemo(org);
const bus = attachEventBus(org);
const topic = bus.topic(ACTIVITY_TOPIC) ?? fail(`the org has no ${ACTIVITY_TOPIC}`);
const contacts = org.database.allRows('Contact').map(({ Id, OwnerId }) => ({ Who_Id__c: String(Id), Owner_Id__c: String(OwnerId) }));

/** As the gateway publishes a customer's text, without the system fields. */
const message = (n: number) => ({
  Key__c: sid('IM', n),
  Kind__c: 'message',
  Conversation_Sid__c: sid('CH', n % CONVERSATIONS),
  Index__c: Math.floor(n / CONVERSATIONS),
  Occurred_At__c: '2026-01-05T09:00:00.000Z',
  Direction__c: 'inbound',
  Channel__c: 'sms',
  Customer_Address__c: '+14155550132',
  Business_Address__c: '+14155550100',
  Author__c: '+14155550132',
  Subject__c: 'Text from a customer',
  Body__c: 'Hello, are my papers ready? I can come by tomorrow at ten if that suits you.',
  Schema_Version__c: 1,
  ...contacts[n % contacts.length],
});

const taskCount = () => org.database.allRows('Task').filter(({ Frontline_Key__c: key }) => typeof key === 'string').length;

/** Publishes messages from `first` on, waits until the trigger has taken the last, and answers what that took in milliseconds. */
async function deliver(first: number, count: number): Promise<{ readonly wall: number; readonly cpu: number }> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let n = first; n < first + count; n += 1) {
    const published = bus.publish(topic, { fields: message(n), createdById: '005000000000001AAA', enforceRequired: false });
    if ('error' in published) throw new Error(published.error.message);
  }
  await waitUntil('the trigger to have taken everything', () => (bus.isIdle() ? true : undefined), LIMIT_MS);
  const { user, system } = process.cpuUsage(cpu);
  return { wall: performance.now() - start, cpu: (user + system) / 1_000 };
}

await deliver(0, WARM_UP);
const { wall, cpu } = await deliver(WARM_UP, EVENTS);
const tasks = taskCount();
if (tasks !== WARM_UP + EVENTS) throw new Error(`${tasks} Tasks of ${WARM_UP + EVENTS} events`);

const [sample] = org.database.allRows('Task').filter(({ Frontline_Key__c: key }) => key === sid('IM', 0));
const isSet = (name: string) =>
  name.startsWith('Frontline_') || ['Subject', 'Description', 'Status', 'OwnerId', 'WhoId', 'ActivityDate'].includes(name);
const fields = Object.fromEntries(Object.entries(sample ?? {}).filter(([name]) => isSet(name)));
const floorStart = performance.now();
for (let n = 0; n < EVENTS; n += 1) org.database.insert('Task', { ...fields, Frontline_Key__c: sid('IF', n) });
const floorMs = performance.now() - floorStart;
if (taskCount() !== tasks + EVENTS) fail('the floor made no Tasks');

const perSecond = (ms: number) => Math.round((EVENTS * 1_000) / ms);
print({
  figure: 'events delivered to the Apex trigger',
  events: EVENTS,
  conversations: CONVERSATIONS,
  perSecond: perSecond(wall),
  cpuMsPerEvent: Math.round((cpu * 1_000) / EVENTS) / 1_000,
  floorPerSecond: perSecond(floorMs),
  ratio: Math.round((floorMs / wall) * 100) / 100,
});
bus.close();

function fail(what: string): never {
  throw new Error(what);
}

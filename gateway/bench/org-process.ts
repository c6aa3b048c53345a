// An emulated Salesforce org in a process of its own, for bench/drain.ts: says where it is, then how far the record is.
import { attachEventBus } from '@frontline/emulators/event-bus';
import { createOrg } from '@frontline/emulators/org';
import { startPubSub } from '@frontline/emulators/pubsub';
import { startSalesforce } from '@frontline/emulators/salesforce';
import { customerNumber, ORG } from './customers.ts';

const { publicKeyPem, customers, messages } = JSON.parse(process.argv[2] ?? '{}') as {
  publicKeyPem: string;
  customers: number;
  messages: number;
};

const org = createOrg();
const user = { LastName: 'Bench', LocaleSidKey: 'en_US', UserType: 'Standard', IsActive: true };
org.database.store('User', { ...user, Username: ORG.integrationUser, Email: ORG.integrationUser });
const OwnerId = org.database.store('User', { ...user, Username: ORG.rep, Email: ORG.rep });
for (let n = 0; n < customers; n += 1)
  org.database.store('Contact', { LastName: `Customer ${n}`, MobilePhone: customerNumber(n), OwnerId });

const bus = attachEventBus(org);
const clients = [{ clientId: ORG.clientId, publicKeyPem, approvedUsernames: [ORG.integrationUser] }];
const rest = await startSalesforce({ org, clients });
const pubsub = await startPubSub({ org, bus, port: 0, instanceUrl: rest.url });
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
say({ msg: 'listening', port: Number(new URL(rest.url).port), pubsub: pubsub.endpoint, caPem: pubsub.caPem });

let published = 0;
bus.topic('Frontline_Activity__e')?.onAppend(() => (published += 1));
// The Tasks are counted only once every event may be there: before, it would slow down what is measured. An event may come twice.
const look = setInterval(() => {
  if (published < messages || !bus.isIdle()) return;
  const tasks = org.database.rows('Task').length;
  if (tasks < messages) return;
  clearInterval(look);
  say({ msg: 'done', at: Date.now(), published, tasks });
}, 20);

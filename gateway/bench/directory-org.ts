// An emulated Salesforce org for bench/directory.ts: one rep with many contacts, a hundred with a hundred each. Says where it is.
import { createOrg } from '@frontline/emulators/org';
import { startSalesforce } from '@frontline/emulators/salesforce';
import { ORG } from './customers.ts';
import { repOf } from './directory-world.ts';

const { publicKeyPem, reps, contactsEach, contactsOfFirst } = JSON.parse(process.argv[2] ?? '{}') as {
  publicKeyPem: string;
  reps: number;
  contactsEach: number;
  contactsOfFirst: number;
};

const org = createOrg();
const user = { LastName: 'Bench', LocaleSidKey: 'en_US', UserType: 'Standard', IsActive: true };
org.database.store('User', { ...user, Username: ORG.integrationUser, Email: ORG.integrationUser });
let made = 0;
for (let rep = 0; rep < reps; rep += 1) {
  const OwnerId = org.database.store('User', { ...user, Username: repOf(rep), Email: repOf(rep) });
  for (let n = 0; n < (rep === 0 ? contactsOfFirst : contactsEach); n += 1) {
    made += 1;
    const LastName = `Customer ${String(made).padStart(7, '0')}`;
    org.database.store('Contact', { LastName, Name: LastName, OwnerId });
  }
}
const { url } = await startSalesforce({
  org,
  clients: [{ clientId: ORG.clientId, publicKeyPem, approvedUsernames: [ORG.integrationUser] }],
});
process.stdout.write(`${JSON.stringify({ msg: 'listening', port: Number(new URL(url).port) })}\n`);
process.on('SIGTERM', () => process.exit(0));

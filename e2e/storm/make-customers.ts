import { DEMO_WORKERS } from '../stack/demo-account.ts';
import type { RunningOrg } from '../stack/start-org.ts';

const OWNERS = [DEMO_WORKERS.ana, DEMO_WORKERS.ben, DEMO_WORKERS.chloe];

/** So many numbers, every second one a Contact's in the org. NANP reserves 555-0100 to 555-0199 in every area code for fiction. */
export function makeCustomers({ org }: Pick<RunningOrg, 'org'>, count: number): readonly string[] {
  const owners = OWNERS.map((username) => org.database.findBy('User', 'Username', [username])[0]?.Id);
  return Array.from({ length: count }, (_customer, n) => {
    const number = `+1${212 + Math.floor(n / 100)}55501${String(n % 100).padStart(2, '0')}`;
    if (n % 2 === 0) {
      org.database.insert('Contact', { LastName: `Customer ${n}`, MobilePhone: number, OwnerId: owners[n % owners.length] });
    }
    return number;
  });
}

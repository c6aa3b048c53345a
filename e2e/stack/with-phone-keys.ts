import { INTEGRATION_USER } from './demo-account.ts';
import type { RunningOrg } from './start-org.ts';

const KINDS = ['Contact', 'Lead', 'Account'] as const;
const AT_ONCE = 200;

/** Saves everybody once more, so that the package's triggers give them their phone keys: an org in which the batch has run. */
export function withPhoneKeys({ org }: Pick<RunningOrg, 'org'>): void {
  const { code, database } = org;
  if (!code) throw new Error('the org has no code installed');
  const [user] = database.findBy('User', 'Username', [INTEGRATION_USER]);
  for (const objectName of KINDS) {
    const rows = [...database.rows(objectName)];
    while (rows.length > 0) {
      const items = rows.splice(0, AT_ONCE).map(({ Id = null, Phone = null }) => ({ objectName, fields: { Id, Phone } }));
      const refused = code.write({ operation: 'update', items, userId: String(user?.Id) }).find(({ success }) => !success);
      if (refused) throw new Error(`no phone keys: ${JSON.stringify(refused.errors)}`);
    }
  }
}

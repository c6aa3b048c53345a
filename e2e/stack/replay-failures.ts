import type { RunningOrg } from './start-org.ts';

/** A failure that waits for an admin, as the org stores it. */
export type Failure = ReturnType<RunningOrg['org']['database']['rows']>[number];

/** As many as the package takes in one call. */
const MOST = 200;

/** An admin replays, with the package's own action, the open failures whose cause is mended. Answers how many; at most 200 at once. */
export async function replayFailures({ org }: Pick<RunningOrg, 'org'>, isMended: (failure: Failure) => boolean): Promise<number> {
  const mended = org.database.rows('Frontline_Failure__c').filter((failure) => failure.Status__c === 'Open' && isMended(failure));
  const inputs = mended.slice(0, MOST).map(({ Id }) => Id);
  if (inputs.length === 0) return 0;
  const result = await org.code?.action({ className: 'FrontlineFailureReplay', inputs, userId: adminId(org) });
  if (result === undefined || 'exception' in result) throw new Error(`replay: ${JSON.stringify(result)}`);
  return inputs.length;
}

function adminId({ database }: RunningOrg['org']): string {
  const username = 'admin@northwind.example';
  const [known] = database.findBy('User', 'Username', [username]);
  if (known) return String(known.Id);
  const [profile] = database.findBy('Profile', 'Name', ['System Administrator']);
  const id = database.store('User', {
    Username: username,
    LastName: 'Admin',
    Email: username,
    IsActive: true,
    ProfileId: profile?.Id ?? null,
  });
  const [permissionSet] = database.findBy('PermissionSet', 'Name', ['Frontline_Admin']);
  database.store('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: permissionSet?.Id ?? null });
  return id;
}

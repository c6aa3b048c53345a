import type { Org } from '@frontline/emulators/org';

/** Says each message Task as it is created or changed, in one line. */
export function tellTasks({ database }: Org, tell: (line: string) => void): void {
  database.onChange(({ objectName, before, after }) => {
    if (objectName !== 'Task' || !after.Frontline_Key__c) return;
    const owner = database.get('User', String(after.OwnerId))?.Username ?? 'nobody';
    const status = after.Frontline_Delivery_Status__c ? ` [${String(after.Frontline_Delivery_Status__c)}]` : '';
    tell(`Task ${before ? 'changed' : 'created'}: ${String(after.Subject ?? '(no subject yet)')}${status}  owner ${String(owner)}`);
  });
}

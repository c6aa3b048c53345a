import type { RunningOrg } from '../stack/start-org.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A person deletes so many message Tasks in Salesforce; answers their keys. */
export function deleteSomeTasks({ org }: Pick<RunningOrg, 'org'>, random: SeededRandom, count: number): readonly string[] {
  const tasks = org.database.rows('Task').filter(({ Frontline_Key__c: key }) => typeof key === 'string');
  const chosen = Array.from({ length: Math.min(count, tasks.length) }, () => tasks.splice(random.below(tasks.length), 1)).flat();
  return chosen.map(({ Id, Frontline_Key__c: key }) => {
    const { success, errors } = org.database.delete('Task', String(Id));
    if (!success) throw new Error(`the Task could not be deleted: ${JSON.stringify(errors)}`);
    return String(key);
  });
}

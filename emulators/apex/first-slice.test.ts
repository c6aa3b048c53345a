import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { automatedProcessUserId } from '../salesforce/automated-process-user.ts';
import { createOrg } from '../salesforce/org.ts';
import { createContext } from './create-context.ts';
import { loadProject } from './load-project.ts';

const source = `
public with sharing class Slice {
  public static String run(String name) {
    Contact made = new Contact(LastName = name);
    insert made;
    Contact found = [SELECT Id, LastName FROM Contact WHERE Id = :made.Id];
    return found.LastName + ' ' + (found.Id == made.Id);
  }
}`;

it('inserts a contact and queries it back', () => {
  const directory = mkdtempSync(join(tmpdir(), 'apex-'));
  writeFileSync(join(directory, 'Slice.cls'), source);
  const org = createOrg();
  const project = loadProject({ directories: [directory], root: directory, org });
  const [method] = project.classes[0]?.methods('run') ?? [];
  const answer = project.within(createContext({ userId: automatedProcessUserId }), () => method?.invoke(null, ['Vo']));
  expect(answer).toBe('Vo true');
  expect(org.database.rows('Contact')).toHaveLength(1);
});

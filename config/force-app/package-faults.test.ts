import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packageFaults } from './package-faults.ts';

const root = join(import.meta.dirname, '../..');
const recorder = 'force-app/main/activity/classes/FrontlinePeopleQuery.cls';
const reader = 'gateway/src/salesforce/metadata-templates.ts';
const permissionSet = 'force-app/main/shared/permissionsets/Frontline_Rep.permissionset-meta.xml';
const layout = 'force-app/main/routing/layouts/Frontline_Number__mdt-Frontline Number Layout.layout-meta.xml';
const record = 'config/org/customMetadata/Frontline_Number.Ana_SMS.md-meta.xml';
const rule = 'force-app/main/routing/objects/Frontline_Number__mdt/validationRules/Number_Is_E164.validationRule-meta.xml';

describe('what the package and the gateway name', () => {
  it('exists', () => {
    expect(packageFaults(root)).toEqual([]);
  });
});

describe('a mistake in a copy is refused:', () => {
  let copy: string;
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'frontline-names-'));
    for (const folder of ['force-app', 'config/org', 'gateway/src/salesforce'])
      cpSync(join(root, folder), join(copy, folder), { recursive: true });
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  /** Changes one word of one file, and sees that the word was there. */
  const plant = (path: string, right: string | RegExp, wrong: string): void => {
    const text = readFileSync(join(copy, path), 'utf8');
    const planted = text.replace(right, wrong);
    expect(planted).not.toBe(text);
    writeFileSync(join(copy, path), planted);
  };

  it.each([
    ['a standard field in SOQL of Apex', recorder, /\bIsConverted\b/, 'IsConvertet', 'there is no field Lead.IsConvertet'],
    [
      'a custom field in SOQL of the gateway',
      reader,
      'Sort_Order__c FROM',
      'Sortorder__c FROM',
      'there is no field Frontline_Template__mdt.Sortorder__c',
    ],
    ['a field in a permission set', permissionSet, 'Frontline_Key__c', 'Frontline_Kee__c', 'there is no field Task.Frontline_Kee__c'],
    [
      'a right on Activity',
      permissionSet,
      'Task.Frontline_Key__c',
      'Activity.Frontline_Key__c',
      'the rights on a field of Activity are written Task.',
    ],
    ['a field on a layout', layout, 'Worker__c', 'Wroker__c', 'there is no field Frontline_Number__mdt.Wroker__c'],
    ['a field in a record', record, 'Worker__c', 'Worker_Name__c', 'there is no field Frontline_Number__mdt.Worker_Name__c'],
    ['a field in a formula', rule, '(Number__c', '(Nummer__c', 'there is no Nummer__c'],
  ])('%s', (_, path, right, wrong, fault) => {
    plant(path, right, wrong);
    expect(packageFaults(copy).join('\n')).toContain(`${path}: ${fault.includes('Activity') ? 'Activity.Frontline_Key__c: ' : ''}${fault}`);
  });

  it('a metadata record in the package', () => {
    const inPackage = 'force-app/main/routing/customMetadata/Frontline_Number.Ana_SMS.md-meta.xml';
    cpSync(join(copy, record), join(copy, inPackage));
    expect(packageFaults(copy)).toContainEqual(expect.stringContaining(`${inPackage}: a record in the package`));
  });
});

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageFaults } from './package-faults.ts';

const root = join(import.meta.dirname, '../..');
const query = 'force-app/main/activity/classes/FrontlinePeopleQuery.cls';
const reader = 'gateway/src/salesforce/metadata-templates.ts';
const repSet = 'force-app/main/shared/permissionsets/Frontline_Rep.permissionset-meta.xml';
const adminSet = 'force-app/main/shared/permissionsets/Frontline_Admin.permissionset-meta.xml';
const report = 'force-app/main/shared/reports/Frontline/Messages_by_Channel.report-meta.xml';
const dashboard = 'force-app/main/shared/dashboards/Frontline_Dashboards/Frontline_Messages.dashboard-meta.xml';
const labels = 'force-app/main/activity/labels/CustomLabels.labels-meta.xml';
const page = 'force-app/main/shared/flexipages/Frontline_Contact_Record_Page.flexipage-meta.xml';
const layout = 'force-app/main/routing/layouts/Frontline_Number__mdt-Frontline Number Layout.layout-meta.xml';
const record = 'config/org/customMetadata/Frontline_Number.Ana_SMS.md-meta.xml';
const rule = 'force-app/main/routing/objects/Frontline_Number__mdt/validationRules/Number_Is_E164.validationRule-meta.xml';

describe('what the package and the gateway name', () => {
  it('exists', () => {
    expect(packageFaults(root)).toEqual([]);
  });
});

/** Each in a file of its own, so that one look at the copy finds them all. */
const MISTAKES: readonly (readonly [title: string, path: string, right: string | RegExp, wrong: string, fault: string])[] = [
  ['a standard field in SOQL of Apex', query, /\bIsConverted\b/, 'IsConvertet', 'there is no field Lead.IsConvertet'],
  ['a custom field in SOQL of the gateway', reader, 'Sort_Order__c', 'Sort__c', 'there is no field Frontline_Template__mdt.Sort__c'],
  ['a field in a permission set', repSet, 'Frontline_Key__c', 'Frontline_Kee__c', 'there is no field Task.Frontline_Kee__c'],
  ['a right on Activity', adminSet, 'Task.', 'Activity.', 'the rights on a field of Activity are written Task.'],
  ['a field on a layout', layout, 'Worker__c', 'Wroker__c', 'there is no field Frontline_Number__mdt.Wroker__c'],
  ['a field on a record page', page, '<value>Contact.Id</value>', '<value>Contact.Idd</value>', 'there is no field Contact.Idd'],
  ['a column of a report', report, 'Activity$Subject', 'Activity$Subjekt', 'there is no field Activity.Subjekt'],
  ['a field in a record', record, 'Worker__c', 'Worker_Name__c', 'there is no field Frontline_Number__mdt.Worker_Name__c'],
  ['a field in a formula', rule, '(Number__c', '(Nummer__c', 'there is no Nummer__c'],
  [
    'a label that a formatter broke',
    labels,
    /<value>([^<]+)<\/value>/,
    '<value>\n        $1\n    </value>',
    '<value> begins or ends with a line break',
  ],
  ['a report on a dashboard', dashboard, 'Frontline/Messages_by_Rep', 'Frontline/Messages', 'there is no Frontline/Messages in reports'],
];
const inPackage = 'force-app/main/routing/customMetadata/Frontline_Number.Ana_SMS.md-meta.xml';

describe('a mistake in a copy is refused:', () => {
  let copy: string;
  let faults: string[];
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'frontline-names-'));
    for (const folder of ['force-app', 'config/org', 'gateway/src/salesforce'])
      cpSync(join(root, folder), join(copy, folder), { recursive: true });
    for (const [, path, right, wrong] of MISTAKES) {
      const text = readFileSync(join(copy, path), 'utf8');
      const planted = text.replace(right, wrong);
      expect({ path, isPlanted: planted !== text }).toEqual({ path, isPlanted: true });
      writeFileSync(join(copy, path), planted);
    }
    cpSync(join(root, record), join(copy, inPackage));
    faults = packageFaults(copy);
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  it.each(MISTAKES)('%s', (_title, path, _right, _wrong, fault) => {
    expect(faults.filter((one) => one.startsWith(`${path}: `) && one.includes(fault))).not.toEqual([]);
  });

  it('a metadata record in the package', () => {
    expect(faults).toContainEqual(expect.stringContaining(`${inPackage}: a record in the package`));
  });
});

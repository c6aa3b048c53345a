import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { apexSoqlFields } from './force-app/apex-soql-fields.ts';
import { metadataFiles } from './force-app/metadata-files.ts';
import { packageFields, type PackageField } from './force-app/package-fields.ts';

const root = join(import.meta.dirname, '..');
const objects = packageFields(root);
const isCustom = (name: string): boolean => name.includes('__');
const exists = (object: string, field: string): boolean => objects.get(object)?.has(field) ?? false;

const shape = ({ type, length, precision, scale }: PackageField): string => {
  if (type === 'Number') return `Number ${precision ?? 0},${scale ?? 0}`;
  return type === 'Text' || type === 'LongTextArea' ? `${type} ${length ?? 0}` : type;
};
const shapes = (object: string): Record<string, string> =>
  Object.fromEntries([...(objects.get(object) ?? new Map<string, PackageField>())].map(([name, field]) => [name, shape(field)]));

describe('the contract with the gateway', () => {
  it('has the activity event, field by field', () => {
    expect(shapes('Frontline_Activity__e')).toEqual({
      Key__c: 'Text 100',
      Kind__c: 'Text 20',
      Conversation_Sid__c: 'Text 34',
      Index__c: 'Number 18,0',
      Occurred_At__c: 'DateTime',
      Direction__c: 'Text 10',
      Channel__c: 'Text 20',
      Customer_Address__c: 'Text 80',
      Business_Address__c: 'Text 80',
      Author__c: 'Text 255',
      Who_Id__c: 'Text 18',
      What_Id__c: 'Text 18',
      Owner_Id__c: 'Text 18',
      Subject__c: 'Text 255',
      Body__c: 'LongTextArea 32000',
      Delivery_Status__c: 'Text 20',
      Delivery_Error__c: 'Text 255',
      Other_Matches__c: 'LongTextArea 4000',
      Routing_Reason__c: 'LongTextArea 4000',
      Media_Count__c: 'Number 18,0',
      Schema_Version__c: 'Number 18,0',
    });
  });

  it('has the fields of a message Task, as wide as the event', () => {
    expect(shapes('Activity')).toEqual({
      Frontline_Key__c: 'Text 100',
      Frontline_Conversation_Sid__c: 'Text 34',
      Frontline_Index__c: 'Number 18,0',
      Frontline_Occurred_At__c: 'DateTime',
      Frontline_Direction__c: 'Text 10',
      Frontline_Channel__c: 'Text 20',
      Frontline_Customer_Address__c: 'Text 80',
      Frontline_Business_Address__c: 'Text 80',
      Frontline_Delivery_Status__c: 'Text 20',
      Frontline_Delivery_Error__c: 'Text 255',
      Frontline_Other_Matches__c: 'LongTextArea 4000',
      Frontline_Routing_Reason__c: 'LongTextArea 4000',
    });
  });

  it('finds a Task by its key, exactly', () => {
    expect(objects.get('Activity')?.get('Frontline_Key__c')).toMatchObject({ externalId: true, unique: true, caseSensitive: true });
  });

  it.each([
    ['Frontline_Setting__mdt', 'Activity_Retention_Days__c Auto_Create__c Fallback_Owner__c Recording_Active__c Store_Message_Bodies__c'],
    ['Frontline_Number__mdt', 'Active__c Channel__c Number__c Worker__c'],
    ['Frontline_Template__mdt', 'Active__c Category__c Language__c Sort_Order__c Text__c WhatsApp_Content_Sid__c WhatsApp_Variables__c'],
    [
      'Frontline_Routing_Rule__mdt',
      'Active__c Business_Hours__c Business_Number__c Channel__c Fallback__c Only_If_Available__c Order__c Target_Name__c Target__c',
    ],
  ])('has the settings of %s', (object, names) => {
    expect(Object.keys(shapes(object)).sort().join(' ')).toBe(names);
  });
});

describe('every field named somewhere exists', () => {
  const queried = metadataFiles(root, 'force-app', '.cls').flatMap(({ path, text }) =>
    apexSoqlFields(text).map((named) => ({ path, ...named })),
  );

  it('in the SOQL of Apex', () => {
    const custom = queried.filter(({ field }) => isCustom(field));
    expect(custom.length).toBeGreaterThan(10);
    expect(custom.filter(({ object, field }) => !exists(object, field))).toEqual([]);
  });

  it('anywhere in Apex: its checker lets every field of Task pass, because they are declared on Activity', () => {
    const known = new Set([...objects.keys(), ...[...objects.values()].flatMap((fields) => [...fields.keys()])]);
    const named = metadataFiles(root, 'force-app', '.cls').flatMap(({ text }) => text.match(/\b\w+__(?:c|e|mdt)\b/g) ?? []);
    expect(named.length).toBeGreaterThan(50);
    expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
  });

  it('reads a misspelt field out of a query', () => {
    const source = 'class A { void a() { for (Task t : [SELECT Frontline_Kee__c FROM Task WHERE Frontline_Key__c = NULL]) { } } }';
    expect(apexSoqlFields(source)).toEqual([
      { object: 'Task', field: 'Frontline_Kee__c' },
      { object: 'Task', field: 'Frontline_Key__c' },
    ]);
    expect(exists('Task', 'Frontline_Kee__c')).toBe(false);
  });

  it('in permission sets, and none that is always granted', () => {
    const schema = z.object({
      PermissionSet: z.object({
        fieldPermissions: z.array(z.object({ field: z.string() })).default([]),
        objectPermissions: z.array(z.object({ object: z.string() })).default([]),
      }),
    });
    const files = metadataFiles(root, 'force-app', '.permissionset-meta.xml');
    expect(files.map(({ name }) => name.split('.')[0])).toEqual(['Frontline_Admin', 'Frontline_Integration', 'Frontline_Rep']);
    for (const file of files) {
      const { fieldPermissions, objectPermissions } = schema.parse(file.document).PermissionSet;
      for (const { field } of fieldPermissions) {
        const [object = '', name = ''] = field.split('.');
        expect({ field, exists: !isCustom(name) || exists(object, name) }).toEqual({ field, exists: true });
        // A deployment is refused when it grants a field that nobody can be denied.
        expect(['Name', 'FirstName', 'LastName', 'OwnerId', 'CreatedDate', 'Company']).not.toContain(name);
        expect(objects.get(object)?.get(name)?.required ?? false).toBe(false);
        expect(object).not.toBe('Activity');
      }
      for (const { object } of objectPermissions.filter(({ object: name }) => isCustom(name)))
        expect([...objects.keys()]).toContain(object);
    }
  });

  it('on layouts', () => {
    const item = z.object({ field: z.string() });
    const column = z.union([z.object({ layoutItems: z.array(item).default([]) }), z.literal('')]);
    const schema = z.object({ Layout: z.object({ layoutSections: z.array(z.object({ layoutColumns: z.array(column) })) }) });
    const layouts = metadataFiles(root, 'force-app', '.layout-meta.xml');
    expect(layouts).toHaveLength(5);
    for (const { name, document } of layouts) {
      const object = name.split('-')[0] ?? '';
      const columns = schema.parse(document).Layout.layoutSections.flatMap((section) => section.layoutColumns);
      const shown = columns.flatMap((one) => (one === '' ? [] : one.layoutItems.map(({ field }) => field)));
      // A field that is on no layout cannot be edited in Set-up.
      expect(shown.filter(isCustom).sort()).toEqual(Object.keys(shapes(object)).sort());
    }
  });

  it('in the records of config/org, whose types are in the package', () => {
    const schema = z.object({ CustomMetadata: z.object({ values: z.array(z.object({ field: z.string() })) }) });
    const records = metadataFiles(root, 'config/org', '.md-meta.xml');
    expect(records.length).toBeGreaterThanOrEqual(11);
    for (const { name, document } of records) {
      const object = `${name.split('.')[0] ?? ''}__mdt`;
      const fields = schema.parse(document).CustomMetadata.values.map(({ field }) => field);
      expect(fields.sort()).toEqual(Object.keys(shapes(object)).sort());
    }
  });
});

describe('what is in the package', () => {
  it('holds no record: an upgrade would overwrite what the admin edited', () => {
    expect(metadataFiles(root, 'force-app', '.md-meta.xml')).toEqual([]);
  });

  it('has a description on every field, and help for whoever edits it', () => {
    for (const [object, fields] of objects) {
      // Nobody edits an event: its fields need no help text.
      const withoutHelp = object.endsWith('__e') ? [] : [...fields.values()].filter((field) => field.inlineHelpText === undefined);
      expect(withoutHelp).toEqual([]);
    }
  });

  it('has every label that Apex names', () => {
    const schema = z.object({ CustomLabels: z.object({ labels: z.array(z.object({ fullName: z.string() })) }) });
    const labels = metadataFiles(root, 'force-app', '.labels-meta.xml').flatMap(
      ({ document }) => schema.parse(document).CustomLabels.labels,
    );
    const used = metadataFiles(root, 'force-app', '.cls').flatMap(({ text }) =>
      [...text.matchAll(/\bLabel\.(\w+)/g)].map(([, name]) => name),
    );
    expect([...new Set(used)].sort()).toEqual(labels.map(({ fullName }) => fullName).sort());
  });
});

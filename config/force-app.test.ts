import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { metadataFiles } from './force-app/metadata-files.ts';
import { objectModel } from './force-app/object-model.ts';
import { packageFields, type PackageField } from './force-app/package-fields.ts';
import { queryFields } from './force-app/query-fields.ts';
import { xmlElements, xmlValues } from './force-app/xml-values.ts';

const root = join(import.meta.dirname, '..');
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const permission = z.object({ object: z.string(), allowCreate: flag, allowEdit: flag, allowDelete: flag, modifyAllRecords: flag });
const objects = packageFields(root);
const isCustom = (name: string): boolean => name.includes('__');

const shape = ({ type, length, precision, scale }: PackageField): string => {
  if (type === 'Number') return `Number ${precision ?? 0},${scale ?? 0}`;
  return type === 'Text' || type === 'LongTextArea' ? `${type} ${length ?? 0}` : (type ?? '');
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
      Frontline_Edited_At__c: 'DateTime',
      Frontline_Deleted_At__c: 'DateTime',
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

  it.each(['Contact', 'Lead'])('makes at most one %s for a number', (object) => {
    expect(objects.get(object)?.get('Frontline_Address__c')).toMatchObject({ type: 'Text', externalId: true, unique: true });
  });

  it('finds a Task by its key, exactly', () => {
    expect(objects.get('Activity')?.get('Frontline_Key__c')).toMatchObject({ externalId: true, unique: true, caseSensitive: true });
  });

  it.each([
    [
      'Frontline_Setting__mdt',
      'Activity_Retention_Days__c Auto_Create__c Fallback_Owner__c Match_Order__c New_Customer_Company__c New_Customer_Name__c Phone_Keys_Active__c Reps_Create_Customers__c Reps_Delete_Customers__c Quiet_Hours_End__c Quiet_Hours_Start__c Quiet_Hours_Time_Zone__c Recording_Active__c Store_Message_Bodies__c',
    ],
    ['Frontline_Number__mdt', 'Active__c Channel__c Number__c Worker__c'],
    ['Frontline_Template__mdt', 'Active__c Category__c Language__c Sort_Order__c Text__c WhatsApp_Content_Sid__c WhatsApp_Variables__c'],
    [
      'Frontline_Routing_Rule__mdt',
      'Active__c Business_Hours__c Business_Number__c Channel__c Fallback__c Only_If_Available__c Order__c Target_Name__c Target__c',
    ],
  ])('has the settings of %s', (object, names) => {
    expect(Object.keys(shapes(object))).toEqual(expect.arrayContaining(names.split(' ')));
  });
});

describe('the right of the gateway to read', () => {
  const integration = metadataFiles(root, 'force-app', 'Frontline_Integration.permissionset-meta.xml')[0];
  const granted = xmlValues(integration?.document, 'field');
  // Granted to everybody who may read the record; an address is granted as a whole. PersonContactId is there in orgs with Person Accounts alone.
  const always =
    'Id PersonContactId Name FirstName LastName Salutation OwnerId CreatedDate LastModifiedDate LastActivityDate Company IsConverted ConvertedContactId ContentDocumentId'.split(
      ' ',
    );
  const asGranted = (object: string, field: string): string =>
    `${object}.${field.replace(/^(Mailing|Billing)\w+$/, '$1Address').replace(/^Country$/, 'Address')}`;

  it('is every field of a customer that its queries name, and not one more', () => {
    const asked = queryFields(root, objectModel(root))
      .filter(
        ({ path, object, field }) =>
          path.startsWith('gateway') && /^(Account|Contact|Lead|ContentVersion|Task|.*__c)$/.test(object) && !field.includes('.'),
      )
      .filter(({ object, field }) => !always.includes(field) && objects.get(object)?.get(field)?.required !== true);
    expect(asked.length).toBeGreaterThan(5);
    // Without the reference the Account's name cannot be read.
    const needed = new Set(['Contact.AccountId', ...asked.map(({ object, field }) => asGranted(object, field))]);
    expect([...granted].sort()).toEqual([...needed].sort());
  });

  it('writes nothing but events and consents, whoever owns those, and may delete only what it cannot write otherwise', () => {
    const objects = xmlElements(integration?.document, 'objectPermissions').map((one) => permission.parse(one));
    expect(objects.filter((one) => one.allowCreate || one.allowEdit || one.allowDelete || one.modifyAllRecords)).toEqual([
      expect.objectContaining({ object: 'Frontline_Activity__e', allowCreate: true, allowEdit: false, allowDelete: false }),
      // Modify All asks for Delete: https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-objectpermissions.html
      expect.objectContaining({
        ...{ object: 'Frontline_Consent__c', allowCreate: true, allowEdit: true, allowDelete: true, modifyAllRecords: true },
      }),
    ]);
  });
});

describe('what is in the package', () => {
  it('has a description on every field, and help for whoever edits it', () => {
    for (const [object, fields] of objects) {
      // Nobody edits an event: its fields need no help text.
      const withoutHelp = object.endsWith('__e') ? [] : [...fields.values()].filter((field) => field.inlineHelpText === undefined);
      expect(withoutHelp).toEqual([]);
    }
  });

  it('shows every field of a type that admins edit: a field that is on no layout cannot be edited in Set-up', () => {
    for (const object of [...objects.keys()].filter((name) => name.endsWith('__mdt'))) {
      const [layout] = metadataFiles(root, 'force-app', '.layout-meta.xml').filter(({ name }) => name.startsWith(`${object}-`));
      expect({ object, fields: xmlValues(layout?.document, 'field').filter(isCustom).sort() }).toEqual({
        object,
        fields: Object.keys(shapes(object)).sort(),
      });
    }
  });
});

describe('the records of config/org', () => {
  it('say something about every field of their type, so that nothing is left to a default', () => {
    const records = metadataFiles(root, 'config/org', '.md-meta.xml');
    expect(records.length).toBeGreaterThanOrEqual(11);
    for (const { name, document } of records)
      expect(xmlValues(document, 'field').sort()).toEqual(Object.keys(shapes(`${name.split('.')[0] ?? ''}__mdt`)).sort());
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createOrg } from '../org.ts';
import { queryText } from '../soql/query-text.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'schema-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (path: string, xml: string) => {
  const full = join(directory, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
};

const field = (object: string, name: string, xml: string) =>
  write(
    `app/main/x/objects/${object}/fields/${name}.field-meta.xml`,
    `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>${name}</fullName>${xml}</CustomField>`,
  );

const object = (name: string, xml = '') =>
  write(`app/main/x/objects/${name}/${name}.object-meta.xml`, `<CustomObject><label>${name}</label>${xml}</CustomObject>`);

const org = () => createOrg({ packageDirectory: join(directory, 'app'), metadataDirectory: join(directory, 'config') });

describe('a package', () => {
  it('adds fields of Activity to tasks and events', () => {
    field('Activity', 'Key__c', '<type>Text</type><length>10</length><unique>true</unique><externalId>true</externalId>');
    const { schema } = org();
    for (const name of ['Task', 'Event'])
      expect(schema.find(name)?.fields.get('key__c')).toMatchObject({ name: 'Key__c', length: 10, unique: true, externalId: true });
  });

  it('adds objects that number themselves, with lookups, picklists and defaults', () => {
    object('Failure__c', '<nameField><type>AutoNumber</type><displayFormat>F-{0000}</displayFormat></nameField>');
    field('Failure__c', 'Task__c', '<type>Lookup</type><referenceTo>Contact</referenceTo><relationshipName>Failures</relationshipName>');
    field(
      'Failure__c',
      'Kind__c',
      '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><value><fullName>A</fullName><default>true</default></value></valueSetDefinition></valueSet>',
    );
    field('Failure__c', 'Open__c', '<type>Checkbox</type><defaultValue>true</defaultValue>');
    const made = org();
    const contact = made.database.insert('Contact', { LastName: 'Kim' }).id;
    expect(made.database.insert('Failure__c', { Task__c: contact })).toMatchObject({ errors: [] });
    const [found] = queryText(made)('SELECT Name, (SELECT Name, Kind__c, Open__c, Task__r.Name FROM Failures__r) FROM Contact').records;
    expect(found?.fields['Failures__r']).toMatchObject({
      records: [{ fields: { Name: 'F-0001', Kind__c: 'A', Open__c: true, Task__r: { fields: { Name: 'Kim' } } } }],
    });
  });

  it('brings custom metadata records, related to each other', () => {
    object('Group__mdt');
    object('Rule__mdt');
    field('Rule__mdt', 'Rank__c', '<type>Number</type><precision>4</precision><scale>0</scale>');
    field(
      'Rule__mdt',
      'Group__c',
      '<type>MetadataRelationship</type><referenceTo>Group__mdt</referenceTo><relationshipName>Rules</relationshipName>',
    );
    write('config/customMetadata/Group.East.md-meta.xml', '<CustomMetadata><label>East</label></CustomMetadata>');
    const values =
      '<values><field>Rank__c</field><value xsi:type="xsd:double">7.0</value></values><values><field>Group__c</field><value xsi:type="xsd:string">East</value></values>';
    write('config/customMetadata/Rule.First.md-meta.xml', `<CustomMetadata><label>First rule</label>${values}</CustomMetadata>`);
    const [rule] = queryText(org())('SELECT DeveloperName, MasterLabel, Rank__c, Group__r.DeveloperName FROM Rule__mdt').records;
    expect(rule?.fields).toMatchObject({
      DeveloperName: 'First',
      MasterLabel: 'First rule',
      Rank__c: 7,
      Group__r: { fields: { DeveloperName: 'East' } },
    });
  });

  it.each([
    [
      'a formula',
      () => field('Contact', 'F__c', '<type>Number</type><precision>4</precision><scale>0</scale><formula>1 + 1</formula>'),
      /F__c: .* not modelled/,
    ],
    ['an object that is not described', () => field('Widget', 'F__c', '<type>Text</type><length>5</length>'), /adds fields to Widget/],
    [
      'a record of an unknown type',
      () => write('config/customMetadata/Nope.A.md-meta.xml', '<CustomMetadata><label>A</label></CustomMetadata>'),
      /no type Nope__mdt/,
    ],
  ])('is refused for %s', (_what, prepare, message) => {
    prepare();
    expect(org).toThrow(message);
  });
});

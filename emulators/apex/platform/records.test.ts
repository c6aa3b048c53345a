import { describe, expect, it } from '@jest/globals';
import { type Probe, runProbes } from '../testing/apex-sources.ts';

const GUIDE = 'Apex Developer Guide';
const REFERENCE = 'Apex Reference Guide';

const MEMBERS = `
  private static Contact stored() { Contact c = new Contact(LastName = 'Vo'); insert c; return c; }
`;

const probes: readonly Probe[] = [
  [
    'a field that was not queried',
    `${GUIDE}, "Accessing sObject Fields Through Relationships"`,
    'stored(); Contact c = [SELECT Id FROM Contact LIMIT 1]; return c.LastName;',
    'System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Contact.LastName',
  ],
  [
    'a queried field that is empty',
    `${GUIDE}, "Working with SOQL and SOSL Query Results"`,
    'stored(); Contact c = [SELECT FirstName FROM Contact LIMIT 1]; return c.FirstName == null;',
    'true',
  ],
  [
    'a parent that is not there makes its field null',
    `${GUIDE}, "Accessing sObject Fields Through Relationships"`,
    'stored(); Contact c = [SELECT Account.Name FROM Contact LIMIT 1]; return c.Account.Name == null;',
    'true',
  ],
  [
    'a field through a parent',
    `${GUIDE}, "Accessing sObject Fields Through Relationships"`,
    "Account a = new Account(Name = 'Northwind'); insert a; insert new Contact(LastName = 'Vo', AccountId = a.Id); return [SELECT Account.Name FROM Contact LIMIT 1].Account.Name;",
    'Northwind',
  ],
  [
    'children of a record',
    `${GUIDE}, "Understanding Foreign Key and Parent-Child Relationship SOQL Queries"`,
    "Account a = new Account(Name = 'Northwind'); insert a; insert new Contact(LastName = 'Vo', AccountId = a.Id); return [SELECT (SELECT LastName FROM Contacts) FROM Account LIMIT 1].Contacts[0].LastName;",
    'Vo',
  ],
  ['a checkbox is never null behind a dot', 'salesforce.stackexchange.com/questions/127548', 'return new Contact().DoNotCall;', 'false'],
  [
    'one row for one record',
    `${GUIDE}, "Using SOQL Queries That Return One Record"`,
    "Contact c = [SELECT Id FROM Contact WHERE LastName = 'Nobody']; return c;",
    'System.QueryException: List has no rows for assignment to SObject',
  ],
  [
    'no row is null behind ?.',
    `${GUIDE}, "Safe Navigation Operator"`,
    "return [SELECT LastName FROM Contact WHERE LastName = 'Nobody']?.LastName == null;",
    'true',
  ],
  [
    'a for loop over a query',
    `${GUIDE}, "SOQL For Loops"`,
    'stored(); Integer rows = 0; for (Contact c : [SELECT Id FROM Contact]) { rows++; } return rows;',
    '1',
  ],
  [
    'a for loop over chunks',
    `${GUIDE}, "SOQL For Loops"`,
    "List<Contact> l = new List<Contact>(); for (Integer i = 0; i < 201; i++) { l.add(new Contact(LastName = 'x')); } insert l; List<Integer> sizes = new List<Integer>(); for (List<Contact> chunk : [SELECT Id FROM Contact]) { sizes.add(chunk.size()); } return sizes;",
    '(200, 1)',
  ],
  ['COUNT()', `${GUIDE}, "SOQL"`, 'stored(); return [SELECT COUNT() FROM Contact];', '1'],
  [
    'aggregates by alias',
    `${GUIDE}, "Working with SOQL Aggregate Functions"`,
    "stored(); stored(); return [SELECT LastName name, COUNT(Id) many FROM Contact GROUP BY LastName][0].get('many');",
    '2',
  ],
  [
    'a bind of a list and of records',
    `${GUIDE}, "Using Apex Variables in SOQL and SOSL Queries"`,
    'Contact c = stored(); List<Contact> l = new List<Contact>{ c }; Set<Id> ids = new Set<Id>{ c.Id }; return [SELECT COUNT() FROM Contact WHERE Id IN :l] + [SELECT COUNT() FROM Contact WHERE Id IN :ids];',
    '2',
  ],
  [
    'dynamic SOQL sees simple variables',
    `${REFERENCE}, "Database.query"`,
    "stored(); String name = 'Vo'; return Database.query('SELECT Id FROM Contact WHERE LastName = :name').size();",
    '1',
  ],
  [
    'dynamic SOQL with a map',
    `${REFERENCE}, "Database.queryWithBinds"`,
    "stored(); return Database.queryWithBinds('SELECT Id FROM Contact WHERE LastName = :name', new Map<String, Object>{ 'name' => 'Vo' }, AccessLevel.SYSTEM_MODE).size();",
    '1',
  ],
  [
    'dynamic SOQL that is none',
    `${REFERENCE}, "Database.query"`,
    "try { Database.query('SELECT'); return false; } catch (QueryException e) { return true; }",
    'true',
  ],
  [
    'get and put by name and by token',
    `${REFERENCE}, "SObject Class"`,
    "Contact c = new Contact(); c.put('lastname', 'Vo'); c.put(Contact.FirstName, 'Iris'); return c.get(Contact.LastName) + ' ' + c.get('firstname');",
    'Vo Iris',
  ],
  [
    'a field that the object does not have',
    `${REFERENCE}, "SObject.get"`,
    "return new Contact().get('Nothing__c');",
    'System.SObjectException: Invalid field Nothing__c for Contact',
  ],
  [
    'populated fields',
    `${REFERENCE}, "SObject.getPopulatedFieldsAsMap"`,
    "return new Contact(LastName = 'Vo', FirstName = null).getPopulatedFieldsAsMap().keySet();",
    '{LastName, FirstName}',
  ],
  [
    'clone leaves the Id',
    `${REFERENCE}, "SObject.clone"`,
    'Contact c = stored(); return c.clone().Id == null && c.clone(true).Id == c.Id;',
    'true',
  ],
  ['insert gives the Id', `${GUIDE}, "Inserting and Updating Records"`, 'return stored().Id != null;', 'true'],
  [
    'newSObject of a type',
    `${REFERENCE}, "SObjectType.newSObject"`,
    'SObject s = Schema.SObjectType.Contact.getSObjectType().newSObject(); return s.getSObjectType() == Contact.SObjectType;',
    'true',
  ],
  [
    'describe of fields asks without case',
    `${REFERENCE}, "DescribeSObjectResult Class"`,
    "return Schema.SObjectType.Contact.fields.getMap().containsKey('LASTNAME');",
    'true',
  ],
  [
    'queries are counted',
    `${REFERENCE}, "Limits Class"`,
    'stored(); Integer n = [SELECT COUNT() FROM Contact]; return Limits.getQueries() + Limits.getDmlStatements() + Limits.getDmlRows();',
    '3',
  ],
  [
    'the 101st query',
    `${GUIDE}, "Execution Governors and Limits"`,
    'try { for (Integer i = 0; i < 101; i++) { Integer n = [SELECT COUNT() FROM Contact]; } return 0; } catch (Exception e) { return 1; }',
    'System.LimitException: Too many SOQL queries: 101',
  ],
  [
    'a loop without end runs out of CPU time',
    `${GUIDE}, "Execution Governors and Limits"`,
    'try { while (true) { } return 0; } catch (Exception e) { return 1; }',
    'System.LimitException: Apex CPU time limit exceeded',
  ],
  [
    'the message of an AuraHandledException is hidden from Apex',
    `${REFERENCE}, "AuraHandledException"`,
    "try { throw new AuraHandledException('text'); } catch (AuraHandledException e) { return e.getMessage(); }",
    'Script-thrown exception',
  ],
  [
    'a custom metadata record',
    `${REFERENCE}, "Custom Metadata Type Methods"`,
    "return Frontline_Setting__mdt.getInstance('Default').Recording_Active__c && Frontline_Setting__mdt.getAll().containsKey('Default');",
    'true',
  ],
];

describe('records, queries and describes', () => {
  const answers = runProbes(probes, MEMBERS);
  it.each(probes.map(([what, document, , answer], at) => ({ what, document, answer, at })))('$what ($document)', ({ at, answer }) => {
    expect(answers[at]).toBe(answer);
  });
});

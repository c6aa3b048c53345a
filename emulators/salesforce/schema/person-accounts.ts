import type { Field, ObjectType } from './schema.ts';
import { kinds as k } from './standard/field-kinds.ts';

/** Fields of Contact that a person account shows under their own names; the others get `Person` before them, custom ones `__pc` behind. */
const SAME = new Set(['FirstName', 'LastName', 'Salutation', 'Phone', 'Fax', 'Description']);

const PERSONAL =
  /^(Email|MobilePhone|HomePhone|OtherPhone|AssistantPhone|AssistantName|Title|Department|Birthdate|LeadSource|DoNotCall|Mailing|Other|HasOptedOutOfEmail)/;

/** The name on Account of a field of Contact; undefined where a person account does not show it (Salesforce Help, "Person Account Fields"). */
export const personFieldName = (field: Field): string | undefined => {
  if (field.custom) return field.name.replace(/__c$/, '__pc');
  if (SAME.has(field.name)) return field.name;
  return PERSONAL.test(field.name) ? `Person${field.name}` : undefined;
};

const added = (object: ObjectType, fields: readonly Field[]): ObjectType => ({
  ...object,
  fields: new Map([...object.fields, ...fields.map((field): [string, Field] => [field.name.toLowerCase(), field])]),
});

const personFields = (account: ObjectType, contact: ObjectType): Field[] =>
  [...contact.fields.values()].flatMap((field): Field[] => {
    const name = personFieldName(field);
    if (name === undefined || account.fields.has(name.toLowerCase())) return [];
    return [{ ...field, name, nillable: field.type !== 'boolean', nameField: false, unique: false }];
  });

const mark = k.flag('IsPersonAccount', k.readOnly);

/** What person accounts add to Account and Contact: one record in two tables (Person Accounts guide). */
export const withPersonAccounts = (objects: readonly ObjectType[]): readonly ObjectType[] => {
  const contact = objects.find((object) => object.name === 'Contact');
  return objects.map((object) => {
    if (object.name === 'Contact') return added(object, [mark]);
    if (object.name !== 'Account' || !contact) return object;
    const reference = k.lookup('PersonContactId', { objects: ['Contact'] }, k.readOnly);
    return added(object, [mark, reference, ...personFields(object, contact)]);
  });
};

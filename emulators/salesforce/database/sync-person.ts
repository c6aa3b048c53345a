import { personFieldName } from '../schema/person-accounts.ts';
import { recordId } from '../schema/record-id.ts';
import type { ObjectType } from '../schema/schema.ts';
import type { FieldValue, Row } from './database.ts';
import { deriveFields } from './derive-fields.ts';
import { newRow } from './new-row.ts';
import type { Tables } from './tables.ts';

type Deps = { readonly tables: Tables; readonly now: () => string; readonly nextNumber: (object: ObjectType) => number };

/** Whether an account's row is a person: only a person has a last name. */
export const isPerson = (object: ObjectType, row: Row): boolean =>
  object.name === 'Account' && object.fields.has('ispersonaccount') && (row['LastName'] ?? null) !== null;

const asPerson = (row: Row): Row => ({
  ...row,
  IsPersonAccount: true,
  Name: [row['FirstName'], row['LastName']].filter((part) => part !== null && part !== undefined).join(' '),
});

const contactValues = (contact: ObjectType, account: Row): Record<string, FieldValue> =>
  Object.fromEntries(
    [...contact.fields.values()].flatMap((field): [string, FieldValue][] => {
      const name = personFieldName(field);
      return name === undefined ? [] : [[field.name, account[name] ?? null]];
    }),
  );

/**
 * Completes an account's row before it is checked: a person's name is made of its parts, and its contact gets an id. `store` then writes
 * the contact, without its triggers (Person Accounts guide: "only the triggers of Account fire").
 */
export const personSync = ({ tables, now, nextNumber }: Deps) => ({
  complete: (object: ObjectType, row: Row): Row => {
    if (!isPerson(object, row))
      return object.fields.has('ispersonaccount') ? { ...row, IsPersonAccount: row['IsPersonAccount'] ?? false } : row;
    const { object: contact } = tables.named('Contact');
    const contactId = row['PersonContactId'] ?? recordId.make(contact.keyPrefix, nextNumber(contact));
    return { ...asPerson(row), PersonContactId: contactId };
  },
  store: (object: ObjectType, row: Row): void => {
    if (!isPerson(object, row)) return;
    const { object: contact } = tables.named('Contact');
    const id = String(row['PersonContactId']);
    const stamp = { id, sequence: 0, now: now(), userId: String(row['LastModifiedById']) };
    const before = tables.of(contact).get(id) ?? newRow({ tables })(contact, { OwnerId: row['OwnerId'] ?? null }, stamp);
    const values = {
      ...before,
      ...contactValues(contact, row),
      AccountId: row['Id'] ?? null,
      OwnerId: row['OwnerId'] ?? null,
      IsPersonAccount: true,
    };
    tables.put(contact, deriveFields(contact.name, values, tables));
  },
});

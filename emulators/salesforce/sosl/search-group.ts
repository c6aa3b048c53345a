import type { Row } from '../database/database.ts';
import type { Field, ObjectType } from '../schema/schema.ts';
import { wordsOf } from './words-of.ts';

/** Which fields FIND looks at: `IN NAME FIELDS` and so on. */
export type SearchGroup = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE';

const TEXTS = new Set(['string', 'textarea', 'email', 'phone', 'url', 'picklist', 'multipicklist']);

const belongs: Readonly<Record<SearchGroup, (field: Field) => boolean>> = {
  ALL: (field) => TEXTS.has(field.type),
  NAME: (field) => field.nameField,
  EMAIL: (field) => field.type === 'email',
  PHONE: (field) => field.type === 'phone',
};

/** A phone number is found by its parts as typed and by its digits in one run. */
const entriesOf = (field: Field, text: string): string[][] =>
  field.type === 'phone' ? [wordsOf(text), [text.replace(/\D/g, '')]] : [wordsOf(text)];

/** What a record can be found by within a group: the words of each field, in order. */
export const searchEntries = (object: ObjectType, group: SearchGroup, row: Row): string[][] =>
  [...object.fields.values()].filter(belongs[group]).flatMap((field) => {
    const value = row[field.name];
    return typeof value === 'string' ? entriesOf(field, value) : [];
  });

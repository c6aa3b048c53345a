import type { Database, Row } from '../database/database.ts';
import { recordId } from '../schema/record-id.ts';
import { activityTexts } from './activity-texts.ts';

export type Person = { readonly id: string; readonly ownerId: string | null; readonly isLead: boolean };

/** The person whom an event names, and why the Task is not on the record that it named, if so. */
export type FoundPerson = { readonly person: Person | null; readonly note: string | null };

/** A Lead merged into a Lead, converted to a Contact, merged into a Contact: no further. */
const MAX_STEPS = 3;

const CONTACT_PREFIX = '003';
const LEAD_PREFIX = '00Q';

const text = (row: Row | undefined, field: string): string | null => {
  const value = row?.[field];
  return typeof value === 'string' ? value : null;
};

const rowOf = (database: Database, id: string): Row | undefined => {
  if (id.startsWith(CONTACT_PREFIX)) return database.findBy('Contact', 'Id', [id])[0];
  return id.startsWith(LEAD_PREFIX) ? database.findBy('Lead', 'Id', [id])[0] : undefined;
};

const successorOf = (row: Row): string | null =>
  row['IsConverted'] === true ? text(row, 'ConvertedContactId') : text(row, 'MasterRecordId');

const follow = (database: Database, id: string | null, steps: number): Person | null => {
  const row = id === null ? undefined : rowOf(database, id);
  if (!row || id === null) return null;
  const isGone = row['IsDeleted'] === true || row['IsConverted'] === true;
  if (!isGone) return { id, ownerId: text(row, 'OwnerId'), isLead: id.startsWith(LEAD_PREFIX) };
  return steps === 0 ? null : follow(database, successorOf(row), steps - 1);
};

/** Finds the Contact or Lead, or what it was merged or converted into. A blank id is nobody, without a note. */
export const findPerson =
  (database: Database) =>
  (whoId: string | null): FoundPerson => {
    if (whoId === null || whoId.trim() === '') return { person: null, note: null };
    const id = recordId.parse(whoId) ?? null;
    const person = follow(database, id, MAX_STEPS);
    if (!person) return { person, note: activityTexts.whoIsGone(whoId) };
    return { person, note: person.id === id ? null : activityTexts.whoHasMoved(whoId, person.id) };
  };

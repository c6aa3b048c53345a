import { automatedProcessUserId } from '../automated-process-user.ts';
import type { Database, FieldValue, Row } from '../database/database.ts';
import { recordId } from '../schema/record-id.ts';
import { activityTexts } from './activity-texts.ts';
import { UnrecordableError } from './unrecordable-error.ts';

export type Owner = { readonly id: string; readonly timeZone: string };

export type OwnerCandidates = {
  /** The rep whom the event names. */
  readonly rep: string | null;
  /** Owner of the Contact or Lead: a user, or a queue. */
  readonly ofPerson: string | null;
  /** Owner of the Task as it is stored. */
  readonly soFar: FieldValue;
  /** The setting: a Username or FederationIdentifier. */
  readonly fallback: string | null;
};

const userById = (database: Database, id: FieldValue): Row | undefined =>
  typeof id === 'string' ? database.get('User', recordId.parse(id) ?? '') : undefined;

const userByName = (database: Database, name: string | null): Row | undefined => {
  if (name === null) return undefined;
  const isNamed = (value: FieldValue | undefined) => typeof value === 'string' && value.toLowerCase() === name.toLowerCase();
  return database.rows('User').find((user) => isNamed(user['Username']) || isNamed(user['FederationIdentifier']));
};

const timeZone = (user: Row | undefined): string | undefined =>
  typeof user?.['TimeZoneSidKey'] === 'string' ? user['TimeZoneSidKey'] : undefined;

/** The first active user among the rep, the person's owner, the owner so far and the fallback. Throws UnrecordableError when there is none. */
export const chooseOwner =
  (database: Database) =>
  (candidates: OwnerCandidates): Owner => {
    const { rep, ofPerson, soFar, fallback } = candidates;
    const users = [...[rep, ofPerson, soFar].map((id) => userById(database, id)), userByName(database, fallback)];
    const user = users.find((each) => each?.['IsActive'] === true);
    if (!user) throw new UnrecordableError(activityTexts.noActiveOwner);
    return { id: String(user['Id']), timeZone: timeZone(user) ?? timeZone(userById(database, automatedProcessUserId)) ?? 'UTC' };
  };

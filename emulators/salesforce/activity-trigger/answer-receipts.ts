import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { keyFate } from './key-fate.ts';

const MAX_KEYS = 200;
const KEY_LENGTH = 100;

const listed = z.object({ keys: z.array(z.unknown()) });
const key = z
  .string()
  .max(KEY_LENGTH)
  .refine((text) => text.trim() !== '');

type Answer = { readonly status: 200 | 400; readonly body: unknown };

const refuse = (message: string): Answer => ({ status: 400, body: [{ errorCode: 'INVALID_INPUT', message }] });

const hasOpenFailure = (database: Database, wanted: string): boolean =>
  database
    .findBy('Frontline_Failure__c', 'Event_Key__c', [wanted])
    .some((row) => row['Event_Key__c'] === wanted && row['IsDeleted'] !== true && row['Status__c'] !== 'Replayed');

/**
 * What `POST /services/apexrest/frontline/receipts` answers: one word for each of up to 200 keys, or 400 in Salesforce's own shape of errors.
 * It stands in for the Apex itself (FrontlineReceiptsResource).
 * @param body the parsed JSON
 */
export const answerReceipts =
  (database: Database) =>
  (body: unknown): Answer => {
    const request = listed.safeParse(body);
    if (!request.success) return refuse('The body must be an object with a list "keys".');
    const { keys } = request.data;
    if (keys.length > MAX_KEYS) return refuse(`At most ${MAX_KEYS} keys in a call; these are ${keys.length}.`);
    const texts = z.array(key).safeParse(keys);
    if (!texts.success) return refuse(`Each key must be a text of 1 to ${KEY_LENGTH} characters.`);
    const fateOf = keyFate(database);
    const receipt = (text: string) => fateOf(text) ?? (hasOpenFailure(database, text) ? 'failed' : 'unknown');
    return { status: 200, body: { receipts: Object.fromEntries(texts.data.map((text) => [text, receipt(text)])) } };
  };

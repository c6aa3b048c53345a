import type { ReconciliationAnswer } from '../operations/contract.ts';
import { howMany } from './how-many.ts';

/** What a comparison with Twilio looked at and found, in a line. */
export function whatWasCompared({ conversations, messages, missing, refused }: ReconciliationAnswer): string {
  const found = `${howMany(conversations, 'conversation')}, ${howMany(messages, 'message')}, ${missing} missing`;
  return refused === 0 ? found : `${found}, ${howMany(refused, 'conversation')} refused by Twilio`;
}

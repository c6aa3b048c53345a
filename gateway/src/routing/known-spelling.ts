import type { WorkerRegistry } from '../conversations/conversations-api.ts';

/**
 * An identity in the spelling that the messaging app knows, if it does. Salesforce compares usernames without case and Twilio
 * compares identities with it, so the given spelling is tried first, then all lower case. Twilio would also take an identity
 * that nobody has, and then nobody would see the conversation.
 */
export async function knownSpelling(registry: WorkerRegistry, identity: string | undefined): Promise<string | undefined> {
  if (identity === undefined) return undefined;
  for (const spelling of new Set([identity, identity.toLowerCase()])) {
    if (await registry.exists(spelling)) return spelling;
  }
  return undefined;
}

import type { Kysely } from 'kysely';
import type { NewAuditEntry } from '../operations/audit-log.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** Writes down who did something, inside the transaction that does it. */
export async function appendAudit(trx: Kysely<Tables>, { who, action, subject }: NewAuditEntry, now: StoreAccess['now']): Promise<void> {
  await trx.insertInto('audit').values({ at: now(), who, action, subject }).execute();
}

import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { sendResult } from '../sending/send-contract.ts';
import type { KeptSend } from '../sending/send-results.ts';
import { inChunks } from './in-chunks.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

const postedSchema = z.object({ index: z.int(), sentAt: z.coerce.date() });

/** What is kept of these messages, by client key. */
export async function findSends(
  db: Kysely<Tables>,
  clientKeys: readonly string[],
  now: StoreAccess['now'],
): Promise<ReadonlyMap<string, KeptSend>> {
  const rows = await inChunks(clientKeys, (chunk) =>
    db
      .selectFrom('send')
      .select(['client_key', 'digest', 'conversation_sid', 'result', 'posted', 'customer'])
      .select(sql<number | null>`${now()} - ${sql.ref('noted_at')}`.as('posting_ms_ago'))
      .where('client_key', 'in', chunk)
      .execute(),
  );
  return new Map(
    rows.map((row) => [
      row.client_key,
      {
        digest: row.digest,
        ...(row.conversation_sid !== null && { conversationSid: row.conversation_sid }),
        ...(row.customer !== null && { customer: row.customer }),
        ...(row.posting_ms_ago !== null && { postingMsAgo: row.posting_ms_ago }),
        ...(row.result !== null && { result: sendResult.parse(JSON.parse(row.result)) }),
        ...(row.posted !== null && { posted: postedSchema.parse(JSON.parse(row.posted)) }),
      } satisfies KeptSend,
    ]),
  );
}

import type { Kysely } from 'kysely';
import { sendResult, type SendResult } from '../sending/send-contract.ts';
import type { KeptSend, SendResults } from '../sending/send-results.ts';
import type { Write } from './group-commit.ts';
import type { StoreAccess } from './store-access.ts';
import type { SendTable, Tables } from './tables.ts';

const first = { conversation_sid: null, result: null, accepted: 0 };

/** What became of messages from Salesforce, in a database. */
export function createSqlSendResults({ read, write, now }: StoreAccess): SendResults {
  return {
    find: async (clientKey) => {
      const row = await read((db) => find(db, clientKey));
      return row && toKept(row);
    },
    note: (clientKey, { digest, conversationSid }) =>
      write(async (trx) => {
        await trx
          .insertInto('send')
          .values({ ...first, client_key: clientKey, digest, conversation_sid: conversationSid, told_at: now() })
          .onConflict((oc) => oc.column('client_key').doUpdateSet({ conversation_sid: conversationSid }))
          .execute();
      }),
    settle: (clientKey, outcome) => write((trx) => settle(trx, { clientKey, ...outcome, now })),
    accepted: (clientKey, digest) =>
      write(async (trx) => {
        await trx
          .insertInto('send')
          .values({ ...first, client_key: clientKey, digest, accepted: 1, told_at: now() })
          .onConflict((oc) => oc.column('client_key').doUpdateSet({ accepted: 1 }).where('send.result', 'is', null))
          .execute();
        const row = await find(trx, clientKey);
        return row && resultOf(row);
      }),
  };
}

interface Settling extends Pick<StoreAccess, 'now'> {
  readonly clientKey: string;
  readonly digest: string;
  readonly result: SendResult;
}

async function settle(trx: Kysely<Tables>, { clientKey, digest, result, now }: Settling) {
  const text = JSON.stringify(result);
  await trx
    .insertInto('send')
    .values({ ...first, client_key: clientKey, digest, result: text, told_at: now() })
    .onConflict((oc) => oc.column('client_key').doUpdateSet({ result: text }).where('send.result', 'is', null))
    .execute();
  const row = await find(trx, clientKey);
  return { result: (row && resultOf(row)) ?? result, wasAccepted: row?.accepted === 1 };
}

/** Removes at most so many results that are old: a request with such a key would be taken for a new one. */
export const purgeSends = (limit: number) => (write: Write, before: number) =>
  write(async (trx) => {
    const old = trx.selectFrom('send').select('client_key').where('told_at', '<', before).limit(limit);
    const { numDeletedRows } = await trx.deleteFrom('send').where('client_key', 'in', old).executeTakeFirst();
    return Number(numDeletedRows);
  });

const KEPT = ['digest', 'conversation_sid', 'result', 'accepted'] as const;

const find = (db: Kysely<Tables>, clientKey: string) =>
  db.selectFrom('send').select(KEPT).where('client_key', '=', clientKey).executeTakeFirst();

const resultOf = ({ result }: Pick<SendTable, 'result'>): SendResult | undefined =>
  result === null ? undefined : sendResult.parse(JSON.parse(result));

function toKept(row: Pick<SendTable, (typeof KEPT)[number]>): KeptSend {
  const result = resultOf(row);
  return {
    digest: row.digest,
    ...(row.conversation_sid !== null && { conversationSid: row.conversation_sid }),
    ...(result && { result }),
  };
}

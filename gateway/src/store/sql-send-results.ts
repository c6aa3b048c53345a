import type { Kysely } from 'kysely';
import type { AskedSend, SendResults } from '../sending/send-results.ts';
import type { Write } from './group-commit.ts';
import { findSends } from './kept-sends.ts';
import { NEW_SEND, noteSend } from './note-send.ts';
import { settleSend } from './settle-send.ts';
import type { StoreAccess } from './store-access.ts';
import type { SendTable, Tables } from './tables.ts';

/** What became of messages from Salesforce, in a database. */
export function createSqlSendResults({ read, write, now }: StoreAccess): SendResults {
  const enter = (trx: Kysely<Tables>, asked: readonly AskedSend[]) =>
    trx
      .insertInto('send')
      .values(asked.map(({ clientKey, digest }) => ({ ...NEW_SEND, client_key: clientKey, digest, told_at: now() })))
      .onConflict((oc) => oc.column('client_key').doNothing())
      .execute();
  const find = async (db: Kysely<Tables>, clientKey: string) => (await findSends(db, [clientKey], now)).get(clientKey);
  return {
    find: (clientKey) => read((db) => find(db, clientKey)),
    open: (asked) =>
      write(async (trx) => {
        // In one order, so that two transactions never wait for one another.
        await enter(
          trx,
          asked.toSorted((one, other) => (one.clientKey < other.clientKey ? -1 : 1)),
        );
        const keys = asked.map(({ clientKey }) => clientKey);
        const kept = await findSends(trx, keys, now);
        return asked.map(({ clientKey, digest }) => kept.get(clientKey) ?? { digest });
      }),
    note: (clientKey, place) => write((trx) => noteSend(trx, { clientKey, ...place, now })),
    addressed: (clientKey, customer) => change(write, clientKey, { customer }),
    withdraw: (clientKey) => change(write, clientKey, { noted_at: null }),
    settle: (clientKey, outcome) =>
      write(async (trx) => {
        await enter(trx, [{ clientKey, digest: outcome.digest }]);
        return settleSend(trx, clientKey, outcome);
      }),
    accepted: (clientKey, digest) =>
      write(async (trx) => {
        await enter(trx, [{ clientKey, digest }]);
        const own = trx.updateTable('send').set({ accepted: 1 }).where('client_key', '=', clientKey).where('digest', '=', digest);
        await own.where('result', 'is', null).execute();
        return (await find(trx, clientKey))?.result;
      }),
  };
}

/** Changes what is still open. */
const change = (write: Write, clientKey: string, values: Partial<Pick<SendTable, 'customer' | 'noted_at'>>): Promise<void> =>
  write(async (trx) => {
    await trx.updateTable('send').set(values).where('client_key', '=', clientKey).where('result', 'is', null).execute();
  });

/** Removes at most so many results that are old: a request with such a key would be taken for a new one. */
export const purgeSends = (limit: number) => (write: Write, before: number) =>
  write(async (trx) => {
    const old = trx.selectFrom('send').select('client_key').where('told_at', '<', before).limit(limit);
    const { numDeletedRows } = await trx.deleteFrom('send').where('client_key', 'in', old).executeTakeFirst();
    return Number(numDeletedRows);
  });

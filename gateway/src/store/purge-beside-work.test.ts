import { expect, it } from '@jest/globals';
import { findPostgres } from './testing/find-postgres.ts';
import { claimOne, entry, fillOutbox, activity, publishAndConfirm } from './testing/entries.ts';
import { RAW_POSTGRES } from './testing/raw-engines.ts';

const LATER = new Date(8.64e14);

(findPostgres() ? it : it.skip)('a purge on PostgreSQL waits for no lane that is in use, and removes it the next time', async () => {
  const { engine, store, close } = await RAW_POSTGRES.open();
  const lanes = async () => {
    const worked = await engine.db.selectFrom('lane').select('lane').execute();
    const publishing = await engine.db.selectFrom('publish_lane').select('conversation_sid').execute();
    return [...worked.map(({ lane }) => lane), ...publishing.map(({ conversation_sid: sid }) => sid)].sort();
  };
  try {
    for (const key of ['a', 'b']) {
      await store.inbox.accept(entry({ key, lane: key }));
      const claimed = await claimOne(store);
      await store.workQueue.complete(claimed, []);
      await store.workQueue.release(claimed.claim);
      await fillOutbox(store, [activity({ key, conversationSid: `CH${key}` })]);
      await publishAndConfirm(store, key);
    }
    await engine.db.transaction().execute(async (trx) => {
      await trx.selectFrom('lane').select('lane').where('lane', '=', 'a').forUpdate().execute();
      await trx.selectFrom('publish_lane').select('conversation_sid').where('conversation_sid', '=', 'CHa').forUpdate().execute();
      await store.retention.purgeDone(LATER); // would wait for us, and we for it, until the server gives one up
    });
    expect(await lanes()).toEqual(['CHa', 'a']);
    await store.retention.purgeDone(LATER);
    expect(await lanes()).toEqual([]);
  } finally {
    await close();
  }
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DOUBT_MS } from '../sending/may-have-posted.ts';
import type { SendResult } from '../sending/send-contract.ts';
import { ENGINES, type TestStore } from './testing/engines.ts';

const KEY = '5c9a1f0e-6d1b-4a52-9b1e-0f6b1f6f9a10';
const CH = `CH${'0'.repeat(32)}`;
const sent: SendResult = { status: 'sent', clientKey: KEY, conversationSid: CH, messageSid: `IM${'0'.repeat(32)}` };
const refused: SendResult = { status: 'refused', clientKey: KEY, code: 'opted_out', message: 'The customer opted out.' };

const place = { digest: 'd', conversationSid: CH, doubtMs: DOUBT_MS };

describe.each(ENGINES)('results on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('stay as they were first, and say where the message was to go', async () => {
    const { sendResults } = kept.store;
    expect(await sendResults.find(KEY)).toBeUndefined();
    expect(await sendResults.note(KEY, place)).toBe(true);
    expect(await sendResults.find(KEY)).toEqual({ digest: 'd', conversationSid: CH, postingMsAgo: 0 });
    const posted = { index: 7, sentAt: new Date('2026-11-21T12:00:00Z') };
    expect(await sendResults.settle(KEY, { digest: 'd', result: sent, posted })).toEqual({ result: sent, wasAccepted: false });
    expect(await sendResults.settle(KEY, { digest: 'd', result: refused })).toEqual({ result: sent, wasAccepted: false });
    expect(await sendResults.accepted(KEY, 'd')).toEqual(sent);
    await kept.reopen();
    expect(await kept.store.sendResults.find(KEY)).toEqual({ digest: 'd', conversationSid: CH, postingMsAgo: 0, result: sent, posted });
    kept.time.advance(DOUBT_MS);
    expect(await kept.store.sendResults.note(KEY, place)).toBe(false);
  });

  it('let one attempt at a time post: the next one when it is over, or had time enough', async () => {
    const { sendResults } = kept.store;
    const attempts = await Promise.all([1, 2, 3].map(() => sendResults.note(KEY, place)));
    expect(attempts.filter(Boolean)).toHaveLength(1);
    kept.time.advance(DOUBT_MS - 1);
    expect(await sendResults.note(KEY, place)).toBe(false);
    expect(await sendResults.find(KEY)).toMatchObject({ postingMsAgo: DOUBT_MS - 1 });
    kept.time.advance(1);
    expect(await sendResults.note(KEY, place)).toBe(true);
    await sendResults.withdraw(KEY);
    expect(await sendResults.find(KEY)).toEqual({ digest: 'd', conversationSid: CH });
    expect(await sendResults.note(KEY, place)).toBe(true);
  });

  it('belong to who asked first: another request under the same key changes nothing', async () => {
    const { sendResults } = kept.store;
    const ask = (clientKey: string, digest: string) => ({ clientKey, digest });
    expect(await sendResults.open([ask(KEY, 'd'), ask('another-key-of-it', 'e'), ask(KEY, 'f')])).toEqual([
      { digest: 'd' },
      { digest: 'e' },
      { digest: 'd' },
    ]);
    expect(await sendResults.accepted(KEY, 'f')).toBeUndefined();
    expect(await sendResults.settle(KEY, { digest: 'd', result: refused })).toEqual({ result: refused, wasAccepted: false });
    expect(await sendResults.open([ask(KEY, 'f')])).toEqual([{ digest: 'd', result: refused }]);
  });

  it('tell either whoever waits or the record, never neither', async () => {
    const { sendResults } = kept.store;
    for (let round = 0; round < 20; round++) {
      const key = `${KEY}-${round}`;
      const [settled, told] = await Promise.all([
        sendResults.settle(key, { digest: 'd', result: { ...refused, clientKey: key } }),
        sendResults.accepted(key, 'd'),
      ]);
      expect(settled.wasAccepted).toBe(told === undefined);
    }
  });

  it('are forgotten with time', async () => {
    const { sendResults, retention } = kept.store;
    await sendResults.settle(KEY, { digest: 'd', result: refused });
    await retention.purgeDone(new Date(Date.now() + 60_000));
    expect(await sendResults.find(KEY)).toBeUndefined();
  });
});

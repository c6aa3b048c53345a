import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SendResult } from '../sending/send-contract.ts';
import { ENGINES, type TestStore } from './testing/engines.ts';

const KEY = '5c9a1f0e-6d1b-4a52-9b1e-0f6b1f6f9a10';
const CH = `CH${'0'.repeat(32)}`;
const sent: SendResult = { status: 'sent', clientKey: KEY, conversationSid: CH, messageSid: `IM${'0'.repeat(32)}` };
const refused: SendResult = { status: 'refused', clientKey: KEY, code: 'opted_out', message: 'The customer opted out.' };

describe.each(ENGINES)('results on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('stay as they were first, and say where the message was to go', async () => {
    const { sendResults } = kept.store;
    expect(await sendResults.find(KEY)).toBeUndefined();
    await sendResults.note(KEY, { digest: 'd', conversationSid: CH });
    expect(await sendResults.find(KEY)).toEqual({ digest: 'd', conversationSid: CH });
    expect(await sendResults.settle(KEY, { digest: 'd', result: sent })).toEqual({ result: sent, wasAccepted: false });
    expect(await sendResults.settle(KEY, { digest: 'd', result: refused })).toEqual({ result: sent, wasAccepted: false });
    expect(await sendResults.accepted(KEY, 'd')).toEqual(sent);
    await kept.reopen();
    expect(await kept.store.sendResults.find(KEY)).toEqual({ digest: 'd', conversationSid: CH, result: sent });
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

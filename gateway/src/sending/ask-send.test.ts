import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { IN_PROCESS, type TestStore } from '../store/testing/engines.ts';
import { handTimers } from '../testing/hand-timers.ts';
import { askSend } from './ask-send.ts';
import type { SendRequest, SendResult } from './send-contract.ts';
import { digestOf } from './send-entry.ts';
import { sendWaiters } from './send-waiters.ts';

const clientKey = '5c9a1f0e-6d1b-4a52-9b1e-0f6b1f6f9a10';
const request: SendRequest = { clientKey, recordId: '003000000000001AAA', channel: 'sms', text: 'Hello' };
const userId = '005000000000001AAA';
const sent: SendResult = { status: 'sent', clientKey, conversationSid: `CH${'0'.repeat(32)}`, messageSid: `IM${'0'.repeat(32)}` };

let kept: TestStore;
beforeEach(async () => {
  const [sqlite] = IN_PROCESS;
  if (!sqlite) throw new Error('there is always SQLite');
  kept = await sqlite.open();
});
afterEach(() => kept.destroy());

type OnAccept = (entry: InboxEntry, settle: (result: SendResult) => Promise<unknown>, told: () => void) => Promise<unknown>;

/** @param onAccept what becomes of the message while it is asked for */
function setUp(onAccept: OnAccept = () => Promise.resolve()) {
  const timers = handTimers();
  const waiters = sendWaiters();
  const results = kept.store.sendResults;
  const settle = (result: SendResult) => results.settle(clientKey, { digest: digestOf({ userId, request }), result });
  const accepted: InboxEntry[] = [];
  const inbox = {
    accept: async (entry: InboxEntry) => {
      accepted.push(entry);
      await onAccept(entry, settle, () => waiters.tell(clientKey));
      return 'stored' as const;
    },
  };
  const ask = askSend({ inbox, results, waiters, clock: timers, monotonicMs: timers.monotonicMs, timers });
  const asking = (change: object = {}) => ask({ userId, by: 'person', patienceMs: 10_000, request: { ...request, ...change } });
  /** Lets time pass until there is an answer. */
  const passing = async (answer: Promise<SendResult>): Promise<SendResult> => {
    const state = { isOver: false };
    const answered = answer.finally(() => (state.isOver = true));
    while (!state.isOver) await timers.advance(100);
    return answered;
  };
  return { asking, accepted, settle, passing };
}

describe('asking for a message', () => {
  it('is answered as soon as it was sent here, without waiting', async () => {
    const { asking } = setUp(async (_entry, settle, told) => {
      await settle(sent);
      told();
    });
    expect(await asking()).toEqual(sent);
  });

  it('is answered also when another gateway has sent it: the store tells', async () => {
    const { asking, passing } = setUp((_entry, settle) => settle(sent));
    expect(await passing(asking())).toEqual(sent);
  });

  it('is promised when it takes too long, and told the second time what became of it', async () => {
    const { asking, accepted, settle, passing } = setUp();
    expect(await passing(asking())).toEqual({ status: 'accepted', clientKey });
    expect((await settle(sent)).wasAccepted).toBe(true);
    expect(await asking()).toEqual(sent);
    expect(accepted.map(({ key, lane }) => [key, lane])).toEqual([[`send:${clientKey}`, `send/${request.recordId}`]]);
  });

  it('under the key of another message is refused, and changes nothing', async () => {
    const { asking, accepted } = setUp((_entry, settle) => settle(sent));
    await kept.store.sendResults.settle(clientKey, { digest: digestOf({ userId, request }), result: sent });
    for (const change of [{ text: 'Hello!' }, { channel: 'whatsapp' }, { toNumber: '+14155550133' }, { recordId: '003000000000002AAA' }])
      expect(await asking(change)).toMatchObject({ status: 'refused', code: 'rejected', message: expect.stringContaining('client key') });
    expect(accepted).toEqual([]);
    expect(await asking()).toEqual(sent);
  });

  it('that cannot be stored is an error, because it was not taken', async () => {
    const { asking } = setUp(() => Promise.reject(new GatewayError('overloaded', 'full')));
    await expect(asking()).rejects.toMatchObject({ code: 'overloaded' });
    expect(await kept.store.sendResults.find(clientKey)).toBeUndefined();
  });
});

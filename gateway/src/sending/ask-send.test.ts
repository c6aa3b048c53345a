import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { createLog } from '../log.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { IN_PROCESS, type TestStore } from '../store/testing/engines.ts';
import { handTimers } from '../testing/hand-timers.ts';
import { askSend } from './ask-send.ts';
import type { SendRequest, SendResult } from './send-contract.ts';
import { digestOf } from './send-entry.ts';
import type { SendResults } from './send-results.ts';
import { sendWaiters } from './send-waiters.ts';

const clientKey = '5c9a1f0e-6d1b-4a52-9b1e-0f6b1f6f9a10';
const request: SendRequest = { clientKey, recordId: '003000000000001AAA', channel: 'sms', text: 'Hello' };
const userId = '005000000000001AAA';
const sent: SendResult = { status: 'sent', clientKey, conversationSid: `CH${'0'.repeat(32)}`, messageSid: `IM${'0'.repeat(32)}` };

const log = createLog({ level: 'silent' });

let kept: TestStore;
beforeEach(async () => {
  const [sqlite] = IN_PROCESS;
  if (!sqlite) throw new Error('there is always SQLite');
  kept = await sqlite.open({ limits: { maxQueued: 3, maxBytes: 1e9 } });
});
afterEach(() => kept.destroy());

type OnAccept = (entry: InboxEntry, settle: (result: SendResult) => Promise<unknown>, told: () => void) => Promise<unknown>;

/** @param onAccept what becomes of the message while it is asked for */
function setUp(onAccept: OnAccept = () => Promise.resolve(), change: Partial<SendResults> = {}) {
  const timers = handTimers();
  const waiters = sendWaiters();
  const results = { ...kept.store.sendResults, ...change };
  const settle = (result: SendResult) => results.settle(clientKey, { digest: digestOf({ userId, request }), result });
  const accepted: InboxEntry[] = [];
  const inbox = {
    acceptAll: async (entries: readonly InboxEntry[]) => {
      for (const entry of entries) {
        accepted.push(entry);
        await onAccept(entry, settle, () => waiters.tell(clientKey));
      }
      return entries.map(() => 'stored' as const);
    },
  };
  const ask = askSend({ inbox, results, waiters, clock: timers, monotonicMs: timers.monotonicMs, timers, log });
  const askingAll = (...requests: readonly SendRequest[]) => ask({ userId, by: 'person', patienceMs: 10_000, requests });
  const asking = async (change: object = {}) => {
    const [answer] = await askingAll({ ...request, ...change });
    if (!answer) throw new Error('no answer');
    return answer;
  };
  /** Lets time pass until there is an answer. */
  const passing = async <T>(answer: Promise<T>): Promise<T> => {
    const state = { isOver: false };
    const answered = answer.finally(() => (state.isOver = true));
    while (!state.isOver) await timers.advance(100);
    return answered;
  };
  return { asking, askingAll, accepted, settle, passing };
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
    const { asking: askingAgain, accepted } = setUp((_entry, settle, told) => settle(sent).then(told));
    expect(await askingAgain()).toEqual(sent);
    expect(accepted).toHaveLength(1);
  });

  it('that is stored is promised whatever the store says then', async () => {
    const down = () => Promise.reject(new GatewayError('store_unavailable', 'down'));
    const { asking, passing } = setUp(undefined, { find: down, accepted: down });
    expect(await passing(asking())).toEqual({ status: 'accepted', clientKey });
  });

  it('under the key of another message is refused also while nothing has become of that one', async () => {
    const { asking, accepted, passing } = setUp();
    const [first, second] = await passing(Promise.all([asking(), asking({ text: 'Hello!' })]));
    expect([first, second]).toMatchObject([{ status: 'accepted' }, { status: 'refused', code: 'rejected' }]);
    expect(accepted).toHaveLength(1);
    expect(await kept.store.sendResults.find(clientKey)).toEqual({ digest: digestOf({ userId, request }) });
  });

  it('among many is taken with all of them, or none', async () => {
    const timers = handTimers();
    const { inbox, sendResults: results } = kept.store;
    const ask = askSend({ inbox, results, waiters: sendWaiters(), clock: timers, monotonicMs: timers.monotonicMs, timers, log });
    const requests = [1, 2, 3, 4].map((nth) => ({ ...request, clientKey: `${clientKey}-${nth}` }));
    const asking = (some: readonly SendRequest[]) => ask({ userId, by: 'flow', patienceMs: 0, requests: some });
    await expect(asking(requests)).rejects.toMatchObject({ code: 'overloaded' });
    expect(await kept.store.backlog.counts()).toMatchObject({ inbox: { ready: 0 } });
    expect(await asking(requests.slice(0, 3))).toMatchObject(
      [1, 2, 3].map((nth) => ({ status: 'accepted', clientKey: `${clientKey}-${nth}` })),
    );
  });
});

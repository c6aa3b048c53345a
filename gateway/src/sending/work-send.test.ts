import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { windowGuard } from '../conversations/window-guard.ts';
import { sendingWorld, type SendingWorld } from '../testing/sending-world.ts';
import { GatewayError } from '../errors.ts';
import { DOUBT_MS } from './may-have-posted.ts';
import { digestOf } from './send-entry.ts';
import type { WorkSendDeps } from './work-send.ts';

const clientKey = '5c9a1f0e-6d1b-4a52-9b1e-0f6b1f6f9a10';
const HOURS_MS = 60 * 60_000;

let world: SendingWorld;
beforeEach(async () => (world = await sendingWorld()));
afterEach(() => world.destroy());

const down = () => Promise.reject(new GatewayError('store_unavailable', 'down'));
/** Sends, but the store fails before it is on record. */
const lacking: Pick<WorkSendDeps, 'inbox'> = { inbox: { accept: down, finish: down } };
const lost = (change: Partial<WorkSendDeps['messages']>): Pick<WorkSendDeps, 'messages'> => ({
  messages: { ...world.deps.messages, ...change },
});
const unseen = () => lost({ find: () => Promise.resolve(undefined) });

describe('a message that was sent, and is worked again', () => {
  it.each([
    ['with a text', {}, 'Hello'],
    ['of a template, whose text only Twilio knew', { template: 'Hello' }, undefined],
  ])('%s is brought on record and not sent again, though Twilio does not show it and hours have passed', async (_what, request, body) => {
    const task = world.taskOf({ clientKey, ...request });
    await expect(world.work(task, lacking)).rejects.toMatchObject({ code: 'store_unavailable' });
    world.time.advance(5 * HOURS_MS);
    const [activity, ...others] = await world.work(task, unseen());
    const { result } = (await world.store.sendResults.find(clientKey)) ?? {};
    expect(activity).toMatchObject({ key: result?.status === 'sent' && result.messageSid, index: 0, whoId: task.request.recordId });
    expect(activity?.body).toBe(body);
    expect(others).toEqual([]);
    expect(await world.texts()).toHaveLength(1);
  });

  it('is brought on record also when its conversation was deleted meanwhile', async () => {
    const task = world.taskOf({ clientKey });
    await expect(world.work(task, lacking)).rejects.toMatchObject({ code: 'store_unavailable' });
    const gone = lost({ find: () => Promise.reject(new GatewayError('not_found', 'deleted')) });
    expect(await world.work(task, gone)).toMatchObject([{ body: 'Hello', kind: 'message' }]);
  });

  it('has the text that Twilio shows, where it is of a template', async () => {
    const task = world.taskOf({ clientKey, template: 'Hello' });
    await expect(world.work(task, lacking)).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(await world.work(task)).toMatchObject([{ body: 'Hello Mara' }]);
  });
});

describe('a message that another attempt may be posting', () => {
  it('waits until that one had time to show it', async () => {
    const task = world.taskOf({ clientKey });
    const begun = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const { messages } = world.deps;
    // Its gateway is stopping, or was paused, with the post under way.
    const slow = world.work(
      task,
      lost({
        send: async (message) => {
          begun.resolve(undefined);
          await goOn.promise;
          return messages.send(message);
        },
      }),
    );
    await begun.promise;
    const soon = { code: 'upstream_not_ready', isUntried: true, retryAfterMs: DOUBT_MS };
    await expect(world.work(task)).rejects.toMatchObject(soon);
    goOn.resolve(undefined);
    const [first] = await slow;
    expect(await world.work(task)).toMatchObject([{ key: first?.key, body: 'Hello' }]);
    expect(await world.texts()).toEqual(['Hello']);
  });

  it('is sent when that one has not shown it in time', async () => {
    const task = world.taskOf({ clientKey });
    const timeout = lost({ send: () => Promise.reject(new GatewayError('upstream_timeout', 'cut off')) });
    await expect(world.work(task, timeout)).rejects.toMatchObject({ retryAfterMs: DOUBT_MS });
    world.time.advance(DOUBT_MS - 1);
    await expect(world.work(task)).rejects.toMatchObject({ code: 'upstream_not_ready', retryAfterMs: 1 });
    world.time.advance(1);
    expect(await world.work(task)).toHaveLength(1);
    expect(await world.texts()).toEqual(['Hello']);
  });

  it('does not wait where Twilio has refused it, or was not asked', async () => {
    const task = world.taskOf({ clientKey });
    const untried = new GatewayError('upstream_failed', 'the breaker is open', { isUntried: true });
    const limited = new GatewayError('upstream_busy', 'slow down', { retryAfterMs: 500 });
    for (const failure of [untried, limited])
      await expect(world.work(task, lost({ send: () => Promise.reject(failure) }))).rejects.toBe(failure);
    expect(await world.work(task)).toHaveLength(1);
  });
});

describe('a message that was promised and is refused', () => {
  it('is a Task that says to whom it was, though the request did not: so an erasure finds it', async () => {
    const task = world.taskOf({ clientKey, fromNumber: '+14155550199' });
    await world.store.sendResults.accepted(clientKey, digestOf(task));
    expect(await world.work(task)).toMatchObject([{ key: `send-${clientKey}`, customerAddress: '+14155550132', deliveryStatus: 'failed' }]);
  });
});

describe('a template of WhatsApp outside the 24 hours', () => {
  const named = { name: 'Hello', category: 'All', text: 'Hello {{Contact.FirstName}}' };
  const over = windowGuard({ windowOf: () => Promise.resolve({ state: 'closed', since: new Date(0) }) });

  it.each([
    ['pending', 'is not approved by WhatsApp yet: it is pending'],
    ['rejected', 'WhatsApp has rejected it'],
    ['paused', 'WhatsApp has paused it'],
    ['missing', 'Twilio has no content'],
    [undefined, 'it has no WhatsApp Content Sid'],
  ] as const)('is refused where its approval is %s, with words that say so', async (state, why) => {
    const template = { ...named, ...(state && { contentSid: `HX${'0'.repeat(32)}` }) };
    await world.work(world.taskOf({ clientKey, channel: 'whatsapp', template: 'Hello' }), {
      fallback: { sms: undefined, whatsapp: world.twilio.account.whatsappNumber.replace('whatsapp:', '') },
      templates: { all: () => Promise.resolve([template]) },
      approvals: { stateOf: () => Promise.resolve(state ?? 'approved') },
      guards: { all: over, initiative: over },
    });
    const { result } = (await world.store.sendResults.find(clientKey)) ?? {};
    expect(result).toMatchObject({ status: 'refused', code: 'outside_window' });
    expect(result).toMatchObject({ message: expect.stringContaining(`The template Hello is not approved`) as unknown });
    expect(result).toMatchObject({ message: expect.stringContaining(why) as unknown });
  });
});

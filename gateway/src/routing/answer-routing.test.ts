import { describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { createLog } from '../log.ts';
import { handTimers } from '../testing/hand-timers.ts';
import { conversationMemory, decisionMemory, memoryConversations } from '../testing/memory-conversations.ts';
import { memoryDirectory } from '../testing/memory-directory.ts';
import { worldSources } from '../testing/routing-world.ts';
import { answerRouting } from './answer-routing.ts';
import { routeConversation } from './route-conversation.ts';

const CH = `CH${'1'.repeat(32)}`;
const callback = { ConversationSid: CH, 'MessagingBinding.Address': '+14155550132', 'MessagingBinding.ProxyAddress': '+14155550100' };

function setUp({ defaultWorker = 'desk@x', accounts = ['ana@x', 'desk@x'] } = {}) {
  const directory = memoryDirectory([{ id: '003A', name: 'Mara Quist', worker: 'Ana@x', phones: ['+14155550132'] }]);
  const { api, state } = memoryConversations({ sid: CH, attributes: {} });
  const timers = handTimers();
  const decisions = decisionMemory();
  const inboxCalls: string[] = [];
  const note = (call: string) => Promise.resolve(void inboxCalls.push(call));
  const users = Object.fromEntries(accounts.map((worker) => [worker, { app: {} }]));
  const world = { rules: [], calendar: { hours: [], holidays: [] }, users, groups: {}, accountOwners: {}, lastReps: {} };
  const route = routeConversation({
    ...worldSources({ ...world, ...(defaultWorker !== '' && { defaultWorker }) }),
    directory,
    decisions,
    reassignments: { find: () => Promise.resolve(undefined), amend: () => Promise.resolve('kept') },
    conversations: api,
    memory: conversationMemory(),
    clock: timers,
    log: createLog({ level: 'silent' }),
  });
  const answer = answerRouting({
    inbox: {
      accept: async () => (await note('accept'), 'stored'),
      acceptDead: async () => (await note('acceptDead'), 'stored'),
      finish: () => note('finish'),
      release: () => note('release'),
    },
    route,
    clock: timers,
    timers,
  });
  return { directory, state, timers, decisions, inboxCalls, answer };
}

describe('answerRouting', () => {
  it('stores the callback, then adds the owner in the spelling that the app knows', async () => {
    const { answer, state, inboxCalls, decisions } = setUp();
    await answer(callback);
    expect(state.writes).toEqual(['worker ana@x']);
    expect(inboxCalls).toEqual(['accept', 'finish']);
    expect((await decisions.recall(CH))?.reason).toMatch(
      /^Given to ana@x by the rule "Owner of the contact \(built in\)": ana@x owns the Contact Mara Quist\.\n/,
    );
  });

  it('adds one rep however often it is called', async () => {
    const { answer, state } = setUp();
    await Promise.all([answer(callback), answer(callback), answer(callback)]);
    expect(state.writes).toEqual(['worker ana@x']);
  });

  it('waits while the conversation is initializing', async () => {
    const { answer, state, timers, inboxCalls } = setUp();
    const initializing = new GatewayError('upstream_not_ready', 'initializing', { upstreamCode: '50386' });
    state.failures.push(initializing, initializing);
    const answered = answer(callback);
    await timers.advance(1_000);
    await answered;
    expect(state.writes).toEqual(['worker ana@x']);
    expect(inboxCalls).toEqual(['accept', 'finish']);
  });

  it('never takes a failed look-up for an unknown customer: fails in time and leaves the row to the worker', async () => {
    const { answer, directory, state, timers, inboxCalls } = setUp();
    directory.failure = new GatewayError('upstream_failed', 'down');
    const answered = answer(callback);
    const outcome = expect(answered).rejects.toMatchObject({ code: 'upstream_failed' });
    await timers.advance(8_000);
    await outcome;
    expect(state.writes).toEqual([]);
    expect(inboxCalls).toEqual(['accept', 'release']);
  });

  it('fails within 8 s when the directory never answers', async () => {
    const { answer, directory, timers } = setUp();
    directory.gate = new Promise(() => undefined);
    const outcome = expect(answer(callback)).rejects.toMatchObject({ code: 'upstream_timeout' });
    await timers.advance(8_000);
    await outcome;
  });

  it.each([
    ['an unknown number', { ...callback, 'MessagingBinding.Address': '+14155550199' }, {}, ['worker desk@x']],
    ['WhatsApp', { ...callback, 'MessagingBinding.Address': 'whatsapp:+14155550132' }, {}, ['worker ana@x']],
    ['an owner without an account', callback, { accounts: ['desk@x'] }, ['worker desk@x']],
  ])('routes %s', async (_name, params, options, writes) => {
    const { answer, state } = setUp(options);
    await answer(params);
    expect(state.writes).toEqual(writes);
  });

  it.each(['', 'nobody@x'])(
    'says so when there is nobody (default worker "%s"), keeps no decision, and lets the row try again',
    async (defaultWorker) => {
      const { answer, decisions, inboxCalls } = setUp({ defaultWorker, accounts: [] });
      await expect(answer(callback)).rejects.toMatchObject({ code: 'not_routable', isTransient: true });
      expect(await decisions.recall(CH)).toBeUndefined();
      expect(inboxCalls).toEqual(['accept', 'release']);
    },
  );

  it('refuses a callback without a conversation', async () => {
    await expect(setUp().answer({ 'MessagingBinding.Address': '+1' })).rejects.toMatchObject({ code: 'bad_request' });
  });
});

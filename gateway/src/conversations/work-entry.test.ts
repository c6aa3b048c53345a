import { describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { handTimers } from '../testing/hand-timers.ts';
import { conversationMemory, decisionMemory, memoryConversations, stateMemory } from '../testing/memory-conversations.ts';
import { memoryDirectory } from '../testing/memory-directory.ts';
import { eventKey } from './event-key.ts';
import { workEntry } from './work-entry.ts';

const CH = `CH${'1'.repeat(32)}`;
const IM = `IM${'2'.repeat(32)}`;
const CUSTOMER = `MB${'3'.repeat(32)}`;
const MARA = '+14155550132';
const OURS = '+14155550100';
const STRANGER = '+14155550199';

function setUp({ storeMessageBodies = true, address = MARA, inactive = new Set<string>() } = {}) {
  const directory = memoryDirectory(
    [
      { id: '003A', name: 'Mara Quist', worker: 'ana@x', phones: [MARA] },
      { id: '003B', name: 'Nils Obi', worker: 'ben@x', phones: [MARA] },
    ],
    inactive,
  );
  const { api, state } = memoryConversations({ sid: CH, attributes: { theirs: 1 } }, [
    { sid: CUSTOMER, address, proxyAddress: OURS, attributes: { avatar: 'kept' } },
    { sid: `MB${'4'.repeat(32)}`, identity: 'ben@x', attributes: {} },
  ]);
  const memory = conversationMemory();
  const decisions = decisionMemory();
  const settings = { current: () => Promise.resolve({ storeMessageBodies }) };
  const { states, kept } = stateMemory();
  const keys: string[] = [];
  const accepted = { of: () => Promise.resolve(keys.map((key) => ({ key, acceptedAt: new Date(0) }))) };
  const clock = handTimers();
  const work = workEntry({ directory, conversations: api, memory, decisions, settings, states, accepted, clock, defaultWorker: 'ben@x' });
  const workEvent = (params: Record<string, string>) =>
    work({ key: eventKey(params), lane: CH, conversationSid: CH, kind: params.EventType ?? '', payload: JSON.stringify(params) });
  return { directory, state, memory, decisions, kept, keys, workEvent };
}

const inbound = {
  EventType: 'onMessageAdded',
  ConversationSid: CH,
  MessageSid: IM,
  Index: '7',
  Author: MARA,
  ParticipantSid: CUSTOMER,
  Body: 'Hi',
};
const outbound = { ...inbound, Author: 'ana@x', ParticipantSid: `MB${'9'.repeat(32)}`, ClientIdentity: 'ana@x' };

describe('workEntry, names', () => {
  const added = { EventType: 'onConversationAdded', ConversationSid: CH, 'MessagingBinding.Address': MARA };

  it.each(['gone', 'not_found'] as const)('has nothing left to name when the conversation is %s', async (code) => {
    const { state, workEvent } = setUp();
    state.failures.push(new GatewayError(code, 'it is over'));
    expect(await workEvent(added)).toEqual([]);
    expect(state.writes).toEqual([]);
  });

  it('waits when the service fails', async () => {
    const { state, workEvent } = setUp();
    state.failures.push(new GatewayError('upstream_failed', 'it is down'));
    await expect(workEvent(added)).rejects.toMatchObject({ code: 'upstream_failed' });
  });
});

describe('workEntry, messages', () => {
  it('makes an inbound message an activity of the Contact, owned by the worker in the conversation', async () => {
    const { workEvent, decisions } = setUp();
    await decisions.keep({ conversationSid: CH, worker: 'ana@x', reason: 'ana@x owns Mara Quist.' });
    expect(await workEvent({ ...inbound, DateCreated: '2026-01-05T08:59:59.000Z' })).toEqual([
      {
        key: IM,
        dedupeKey: `message:${IM}`,
        kind: 'message',
        conversationSid: CH,
        index: 7,
        occurredAt: '2026-01-05T08:59:59.000Z',
        direction: 'inbound',
        channel: 'sms',
        author: MARA,
        body: 'Hi',
        subject: 'SMS from Mara Quist',
        customerAddress: MARA,
        businessAddress: OURS,
        routingReason: 'ana@x owns Mara Quist.',
        ownerId: '005-ben@x',
        whoId: '003A',
        otherMatches: 'Nils Obi (003B)',
      },
    ]);
  });

  it('lets a first message wait a moment for its routing, and no longer', async () => {
    const first = { ...inbound, Index: '0' };
    await expect(setUp().workEvent({ ...first, DateCreated: '2026-01-05T08:59:59.500Z' })).rejects.toMatchObject({
      code: 'upstream_not_ready',
    });
    expect(await setUp().workEvent({ ...first, DateCreated: '2026-01-05T08:59:58.000Z' })).toHaveLength(1);
    expect(await setUp().workEvent({ ...inbound, DateCreated: '2026-01-05T08:59:59.500Z' })).toHaveLength(1);
  });

  it('gives an outbound message to its author', async () => {
    const [activity] = await setUp().workEvent(outbound);
    expect(activity).toMatchObject({ direction: 'outbound', subject: 'SMS to Mara Quist', ownerId: '005-ana@x', author: 'ana@x' });
  });

  it('falls back to the worker, then the owner, then nobody, when they are inactive', async () => {
    const ownersWhen = async (...inactive: string[]) => (await setUp({ inactive: new Set(inactive) }).workEvent(outbound))[0]?.ownerId;
    expect(await ownersWhen('ana@x')).toBe('005-ben@x');
    expect(await ownersWhen('ana@x', 'ben@x')).toBeUndefined();
  });

  it('takes a message of a group’s second phone for inbound, and one from our own number for outbound', async () => {
    const anotherPhone = { ...inbound, ParticipantSid: '' };
    expect((await setUp().workEvent({ ...anotherPhone, Author: STRANGER }))[0]?.direction).toBe('inbound');
    expect((await setUp().workEvent({ ...anotherPhone, Author: OURS }))[0]?.direction).toBe('outbound');
  });

  it('gives what nobody owns to the default worker', async () => {
    const { workEvent, state } = setUp({ address: STRANGER });
    state.participants.pop();
    expect((await workEvent({ ...inbound, Author: STRANGER }))[0]?.ownerId).toBe('005-ben@x');
  });

  it.each([new GatewayError('upstream_failed', 'Twilio is down'), new GatewayError('not_found', 'the conversation is gone')])(
    'records a customer’s message although %s',
    async (failure) => {
      const { workEvent, state } = setUp();
      state.failures.push(failure);
      expect((await workEvent(inbound))[0]).toMatchObject({ direction: 'inbound', whoId: '003A', customerAddress: MARA });
    },
  );

  it('lets a rep’s message wait for Twilio, unless its conversation is gone', async () => {
    const { workEvent, state } = setUp();
    state.failures.push(new GatewayError('upstream_failed', 'down'), new GatewayError('not_found', 'gone'));
    await expect(workEvent(outbound)).rejects.toMatchObject({ code: 'upstream_failed' });
    expect((await workEvent(outbound))[0]).toMatchObject({ direction: 'outbound', ownerId: '005-ana@x' });
  });

  it.each([
    ['whatsapp:+14155550132', { channel: 'whatsapp', subject: 'WhatsApp from Mara Quist', whoId: '003A' }],
    [STRANGER, { channel: 'sms', subject: 'SMS from +1 415 555 0199' }],
  ])('knows the channel and the name of %s', async (address, expected) => {
    const [activity] = await setUp({ address }).workEvent({ ...inbound, Author: address });
    expect(activity).toMatchObject(expected);
    expect(activity?.whoId).toBe('whoId' in expected ? expected.whoId : undefined);
  });

  it('leaves the text out where the admin says so, and counts media', async () => {
    const [activity] = await setUp({ storeMessageBodies: false }).workEvent({ ...inbound, Media: '[{"Sid":"ME1"},{"Sid":"ME2"}]' });
    expect(activity?.body).toBeUndefined();
    expect(activity?.mediaCount).toBe(2);
  });

  it('fails when the directory fails: an unknown customer and an unreachable one are different things', async () => {
    const { directory, workEvent } = setUp();
    directory.failure = new GatewayError('upstream_failed', 'down');
    await expect(workEvent(inbound)).rejects.toMatchObject({ code: 'upstream_failed', isTransient: true });
  });

  it.each([
    [
      { EventType: 'onMessageUpdated', Body: 'Hello', DateUpdated: '2026-01-05T09:00:01Z' },
      { kind: 'edit', body: 'Hello' },
    ],
    [{ EventType: 'onMessageRemoved' }, { kind: 'delete' }],
    [
      { EventType: 'onDeliveryUpdated', Status: 'delivered' },
      { kind: 'status', deliveryStatus: 'delivered' },
    ],
    [
      { EventType: 'onDeliveryUpdated', DeliveryStatus: 'FAILED', ErrorCode: '63016' },
      { kind: 'status', deliveryStatus: 'failed', deliveryError: expect.stringContaining('63016') },
    ],
  ])('turns %p into what its Task has to learn', async (params, expected) => {
    const [activity] = await setUp().workEvent({ ConversationSid: CH, MessageSid: IM, ...params });
    expect(activity).toMatchObject({ key: IM, conversationSid: CH, ...expected });
    expect(activity?.dedupeKey).not.toBe(`message:${IM}`);
  });
});

describe('workEntry, what was overtaken', () => {
  const edit = { EventType: 'onMessageUpdated', ConversationSid: CH, MessageSid: IM, Body: 'Old', DateUpdated: '2026-01-05T09:00:01.500Z' };
  const other = `IM${'7'.repeat(32)}`;

  it.each([
    [`onMessageUpdated:${IM}:2026-01-05T09:00:02Z`, 0],
    [`onMessageRemoved:${IM}`, 0],
    [`onMessageUpdated:${IM}:2026-01-05T09:00:01Z`, 1],
    [`onMessageUpdated:${IM}:2026-01-05T09:00:01.500Z`, 1],
    [`onMessageUpdated:${other}:2026-01-05T09:00:02Z`, 1],
    [`onMessageUpdated:${IM}:a-hash`, 1],
  ])('is not taken back: %s', async (key, activities) => {
    const { workEvent, keys } = setUp();
    keys.push(key);
    expect(await workEvent(edit)).toHaveLength(activities);
  });

  it('a removal has the last word', async () => {
    const { workEvent, keys } = setUp();
    keys.push(`onMessageUpdated:${IM}:2026-01-05T09:00:02Z`);
    expect(await workEvent({ ...edit, EventType: 'onMessageRemoved' })).toMatchObject([{ kind: 'delete' }]);
  });
});

describe('workEntry, states', () => {
  const updated = { EventType: 'onConversationStateUpdated', ConversationSid: CH, StateTo: 'closed', StateUpdated: '2026-01-05T08:00:00Z' };

  it('remembers the state and since when, and records nothing', async () => {
    const { workEvent, kept } = setUp();
    expect(await workEvent(updated)).toEqual([]);
    expect(await workEvent({ ...updated, StateUpdated: 'soon' })).toEqual([]);
    expect(await workEvent({ ...updated, StateTo: 'undecided' })).toEqual([]);
    const closed = { conversationSid: CH, state: 'closed' };
    expect(kept).toEqual([
      { ...closed, at: new Date('2026-01-05T08:00:00Z') },
      { ...closed, at: new Date('2026-01-05T09:00:00Z') },
    ]);
  });
});

describe('workEntry, naming', () => {
  const added = { EventType: 'onConversationAdded', ConversationSid: CH, 'MessagingBinding.Address': MARA };
  const joined = { EventType: 'onParticipantAdded', ConversationSid: CH, ParticipantSid: CUSTOMER, 'MessagingBinding.Address': MARA };

  it('names the conversation once, keeping what others put there', async () => {
    const { workEvent, state } = setUp();
    await workEvent(added);
    await workEvent(added);
    expect(state.conversation).toMatchObject({ friendlyName: 'Mara Quist', attributes: { theirs: 1, customer_id: '003A' } });
    expect(state.writes).toEqual(['conversation']);
  });

  it('tells the app which customer a participant is, once', async () => {
    const { workEvent, state } = setUp();
    await workEvent(joined);
    await workEvent(joined);
    expect(state.participants[0]?.attributes).toEqual({ avatar: 'kept', customer_id: '003A', display_name: 'Mara Quist' });
    expect(state.writes).toEqual(['participant']);
  });

  it('remembers a worker who joins, and leaves conversations of workers alone', async () => {
    const { workEvent, state, memory } = setUp();
    await workEvent({ EventType: 'onParticipantAdded', ConversationSid: CH, ParticipantSid: CUSTOMER, Identity: 'chloe@x' });
    await workEvent({ EventType: 'onConversationAdded', ConversationSid: CH, FriendlyName: 'Chosen by a rep' });
    expect(await memory.recall(CH)).toEqual({ conversationSid: CH, worker: 'chloe@x' });
    expect(state.writes).toEqual([]);
  });
});

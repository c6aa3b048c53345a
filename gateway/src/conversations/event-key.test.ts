import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventKey } from './event-key.ts';

const CH = `CH${'1'.repeat(32)}`;
const IM = `IM${'2'.repeat(32)}`;
const MB = `MB${'3'.repeat(32)}`;
const DY = `DY${'4'.repeat(32)}`;

describe('eventKey', () => {
  it.each([
    [{ EventType: 'onMessageAdded', MessageSid: IM, ConversationSid: CH }, `onMessageAdded:${IM}`],
    [{ EventType: 'onParticipantAdded', ParticipantSid: MB, ConversationSid: CH }, `onParticipantAdded:${MB}`],
    [{ EventType: 'onConversationAdded', ConversationSid: CH }, `onConversationAdded:${CH}`],
    [{ EventType: 'onMessageUpdated', MessageSid: IM, DateUpdated: '2026-01-01T00:00:00Z' }, `onMessageUpdated:${IM}:2026-01-01T00:00:00Z`],
    [
      { EventType: 'onMessageUpdated', MessageSid: IM, DateUpdated: '2026-01-01T01:00:00.250+01:00' },
      `onMessageUpdated:${IM}:2026-01-01T00:00:00.250Z`,
    ],
    [
      { EventType: 'onMessageUpdated', MessageSid: IM, DateUpdated: '2026-01-01T00:00:00.000Z' },
      `onMessageUpdated:${IM}:2026-01-01T00:00:00Z`,
    ],
    [{ EventType: 'onConversationStateUpdated', ConversationSid: CH, StateUpdated: 'T' }, `onConversationStateUpdated:${CH}:T`],
    [
      { EventType: 'onDeliveryUpdated', MessageSid: IM, DeliveryReceiptSid: DY, ParticipantSid: MB, Status: 'failed', ErrorCode: '63016' },
      `onDeliveryUpdated:${IM}:${DY}:failed:63016`,
    ],
    [
      { EventType: 'onDeliveryUpdated', MessageSid: IM, ParticipantSid: MB, DeliveryStatus: 'sent', ErrorCode: '' },
      `onDeliveryUpdated:${IM}:${MB}:sent:0`,
    ],
  ])('%p', (params, key) => expect(eventKey(params)).toBe(key));

  it('hashes what has no key of its own, whatever the order and RetryCount', () => {
    const a = eventKey({ EventType: 'onMessageUpdated', MessageSid: IM, Body: 'x', RetryCount: '0' });
    expect(a).toMatch(/^onMessageUpdated:[\w-]{43}$/);
    expect(eventKey({ RetryCount: '1', Body: 'x', MessageSid: IM, EventType: 'onMessageUpdated' })).toBe(a);
    expect(eventKey({ EventType: 'onMessageUpdated', MessageSid: IM, Body: 'y' })).not.toBe(a);
  });

  it('gives a key to anything', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.string()), (params) => expect(eventKey(params).length).toBeGreaterThan(1)));
  });
});

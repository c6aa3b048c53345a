import { describe, expect, it } from '@jest/globals';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { acceptEvent } from './accept-event.ts';

const CH = `CH${'1'.repeat(32)}`;
const IM = `IM${'2'.repeat(32)}`;

function recordingInbox() {
  const accepted: InboxEntry[] = [];
  const dead: { entry: InboxEntry; reason: string }[] = [];
  const accept = acceptEvent({
    inbox: {
      accept: (entry) => Promise.resolve((accepted.push(entry), 'stored' as const)),
      acceptDead: (entry, reason) => Promise.resolve((dead.push({ entry, reason }), 'stored' as const)),
      finish: () => Promise.resolve(),
      release: () => Promise.resolve(),
    },
  });
  return { accept, accepted, dead };
}

describe('acceptEvent', () => {
  it('keeps messages and names in separate lanes', async () => {
    const { accept, accepted } = recordingInbox();
    await accept({ EventType: 'onMessageAdded', ConversationSid: CH, MessageSid: IM, Index: '0', Body: 'Hi' });
    await accept({ EventType: 'onConversationAdded', ConversationSid: CH });
    expect(accepted.map(({ lane, kind }) => [lane, kind])).toEqual([
      [CH, 'onMessageAdded'],
      [`${CH}/naming`, 'onConversationAdded'],
    ]);
  });

  it('says which Task an entry makes, so that it can be buried with it', async () => {
    const { accept, accepted } = recordingInbox();
    await accept({ EventType: 'onMessageAdded', ConversationSid: CH, MessageSid: IM });
    await accept({ EventType: 'onMessageRemoved', ConversationSid: CH, MessageSid: IM });
    expect(accepted.map(({ kind, taskKey }) => [kind, taskKey])).toEqual([
      ['onMessageAdded', IM],
      ['onMessageRemoved', undefined],
    ]);
  });

  it.each([{ Index: 'x' }, { Index: '-1' }, { DateCreated: '' }, { Media: ['[]', '[]'] }, { ParticipantSid: ['MB', 'MB'] }])(
    'records a message although %p is odd',
    async (odd) => {
      const { accept, accepted, dead } = recordingInbox();
      await accept({ EventType: 'onMessageAdded', ConversationSid: CH, MessageSid: IM, ...odd });
      expect([accepted.length, dead.length]).toEqual([1, 0]);
    },
  );

  it.each([
    [{ EventType: 'onMessageAdded', ConversationSid: CH, MessageSid: 'nonsense' }, /malformed MessageSid/],
    [{ EventType: 'onDeliveryUpdated', ConversationSid: CH, MessageSid: IM }, /malformed Status/],
    [{ EventType: ['onMessageAdded', 'onMessageAdded'] }, /event type is unknown/],
  ])('keeps %p as a dead letter, as it came', async (params, reason) => {
    const { accept, accepted, dead } = recordingInbox();
    expect(await accept(params)).toBe('stored');
    expect(accepted).toEqual([]);
    expect(dead[0]?.reason).toMatch(reason);
    expect(JSON.parse(dead[0]?.entry.payload ?? '')).toEqual(params);
  });
});

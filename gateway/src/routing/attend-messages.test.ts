import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Activity } from '../pipeline/activity.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { IN_PROCESS, type TestStore } from '../store/testing/engines.ts';
import { memoryDirectory } from '../testing/memory-directory.ts';
import { CALENDAR, rule, USERS } from '../testing/routing-case.ts';
import { worldSources } from '../testing/routing-world.ts';
import { attendMessages } from './attend-messages.ts';

const CH = `CH${'1'.repeat(32)}`;
// Sunday morning in New York.
const NOW = '2026-11-22T15:00:00.000Z';

let kept: TestStore;
beforeEach(async () => {
  const [sqlite] = IN_PROCESS;
  if (!sqlite) throw new Error('there is always SQLite');
  kept = await sqlite.open();
});
afterEach(() => kept.destroy());

function setUp({ owner = 'ana@x' } = {}) {
  const entries: InboxEntry[] = [];
  const told: string[] = [];
  const reply = rule({ name: 'closed', target: 'nobody', reply: 'Closed', hours: { name: 'Office', isOutside: true } });
  const attend = attendMessages({
    ...worldSources({ rules: [reply], calendar: CALENDAR, users: USERS, groups: {}, accountOwners: {}, lastReps: {} }),
    ...kept.store,
    directory: memoryDirectory([{ id: '003A', name: 'Mara Quist', worker: owner, phones: ['+14155550132'] }]),
    inbox: {
      accept: (entry) => {
        if (entries.some(({ key }) => key === entry.key)) return Promise.resolve('duplicate');
        entries.push(entry);
        return Promise.resolve('stored');
      },
    },
    news: { tell: () => Promise.resolve(void told.push('news')) },
    clock: { now: () => new Date(NOW) },
  });
  const inbound = (change: Partial<Activity> = {}, text = 'hello?') =>
    attend([{ ...MESSAGE, ...change }], { text }).then(() => entries.map(({ key }) => key));
  return { attend, inbound, entries, told };
}

const MESSAGE: Activity = {
  key: 'IM1',
  dedupeKey: 'message:IM1',
  kind: 'message',
  conversationSid: CH,
  occurredAt: NOW,
  direction: 'inbound',
  customerAddress: '+14155550132',
  businessAddress: '+14155550100',
};

describe('attendMessages', () => {
  it('has a customer answered once a conversation and day, the day being that of the office', async () => {
    const { inbound, entries } = setUp();
    await inbound();
    await inbound({ key: 'IM2' });
    expect(await inbound()).toEqual([`reply:${CH}:2026-11-22`]);
    expect(JSON.parse(entries[0]?.payload ?? '')).toEqual({
      conversationSid: CH,
      customerAddress: '+14155550132',
      businessAddress: '+14155550100',
      text: 'Closed',
      wroteAt: NOW,
    });
  });

  it.each([
    ['to STOP, which Twilio acts on', {}, ' stop '],
    ['to a message that was found long after it came', { occurredAt: '2026-11-22T14:40:00.000Z' }, 'hello?'],
    ['in office hours', { occurredAt: '2026-11-23T15:00:00.000Z' }, 'hello?'],
    ['to a rep', { direction: 'outbound' as const, author: 'ana@x' }, 'hello?'],
    ['to an edit', { kind: 'edit' as const }, 'hello?'],
    ['to a group', { customerAddress: '+14155550132, +14155550133' }, 'hello?'],
  ])('answers nothing %s', async (_what, change, text) => {
    expect(await setUp().inbound(change, text)).toEqual([]);
  });

  it('notices that the customer has another owner than the one who decided, and tells', async () => {
    const ownership = { recordId: '003A', of: 'record', ownerId: '005-ben@x' } as const;
    await kept.store.decisions.keep({ conversationSid: CH, worker: 'ben@x', reason: 'owns', ownership });
    const { inbound, told } = setUp();
    expect(await inbound({}, 'stop')).toEqual([`owner-change:${CH}:1`]);
    expect(await inbound({}, 'stop')).toHaveLength(1);
    expect(told).toEqual(['news']);
  });

  it('remembers who answered last; the business itself is nobody', async () => {
    const { attend } = setUp();
    const address = '+14155550132';
    await kept.store.memory.learn({ conversationSid: CH, customerAddress: address });
    await attend([{ ...MESSAGE, direction: 'outbound', author: '+14155550100' }]);
    expect(await kept.store.lastReps.lastRepOf(address)).toBeUndefined();
    await attend([{ ...MESSAGE, direction: 'outbound', author: 'ana@x' }]);
    expect(await kept.store.lastReps.lastRepOf(address)).toBe('ana@x');
  });
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Inbox } from './inbox.ts';
import { wakingInbox } from './waking-inbox.ts';

describe('the waking inbox', () => {
  let told: string[];
  let answer: 'stored' | 'duplicate';
  let inbox: Inbox;

  const entry = { key: 'IM1', lane: 'CH1', conversationSid: 'CH1', kind: 'onMessageAdded', payload: '{}' };
  const note = <T>(what: string, result: T): Promise<T> => {
    told.push(what);
    return Promise.resolve(result);
  };

  beforeEach(() => {
    told = [];
    answer = 'stored';
    const inner: Inbox = {
      accept: () => note('accepted', answer),
      acceptDead: (_, reason) => note(`dead: ${reason}`, answer),
      finish: (key) => note(`finished ${key}`, undefined),
      release: (key) => note(`released ${key}`, undefined),
    };
    inbox = wakingInbox(inner, () => told.push('woken'));
  });

  it('wakes the worker once an entry is durable, not before', async () => {
    expect(await inbox.accept(entry)).toBe('stored');
    expect(told).toEqual(['accepted', 'woken']);
  });

  it('lets it sleep for a duplicate, a held entry and a dead letter', async () => {
    await inbox.accept(entry, { holdMs: 5_000 });
    answer = 'duplicate';
    expect(await inbox.accept(entry)).toBe('duplicate');
    expect(await inbox.acceptDead(entry, 'unreadable')).toBe('duplicate');
    expect(told).toEqual(['accepted', 'accepted', 'dead: unreadable']);
  });

  it('wakes it when an entry was let go of, or no longer stands in the way', async () => {
    await inbox.release('IM1');
    await inbox.finish('IM2');
    expect(told).toEqual(['released IM1', 'woken', 'finished IM2', 'woken']);
  });
});

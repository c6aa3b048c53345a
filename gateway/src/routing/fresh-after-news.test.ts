import { describe, expect, it } from '@jest/globals';
import type { FindOptions } from '../directory/directory.ts';
import { memoryDirectory } from '../testing/memory-directory.ts';
import { freshAfterNews } from './fresh-after-news.ts';
import { ownerNews } from './owner-news.ts';

const address = { channel: 'sms', number: '+14155550132' } as const;

function setUp() {
  const asked: (FindOptions | undefined)[] = [];
  const time = { ms: 1_000 };
  const inner = memoryDirectory([]);
  const remembering = {
    ...inner,
    findByAddress: (...[one, options]: Parameters<typeof inner.findByAddress>) => {
      asked.push(options);
      return inner.findByAddress(one, options);
    },
  };
  return { ...freshAfterNews(remembering, { clock: { now: () => new Date(time.ms) }, rememberedMs: 60_000 }), asked, inner, time };
}

describe('freshAfterNews', () => {
  it('goes past what is remembered once for each number, and no longer than anything is', async () => {
    const { directory, onNews, asked, time } = setUp();
    await directory.findByAddress(address);
    onNews();
    await directory.findByAddress(address, { staleWillDo: true });
    await directory.findByAddress(address);
    await directory.findByAddress({ ...address, number: '+14155550133' });
    time.ms += 60_001;
    await directory.findByAddress({ ...address, number: '+14155550134' });
    expect(asked).toEqual([undefined, { staleWillDo: true, fresh: true }, undefined, { fresh: true }, undefined]);
  });

  it('asks again when the look-up failed', async () => {
    const { directory, onNews, asked, inner } = setUp();
    onNews();
    inner.failure = new Error('down');
    await expect(directory.findByAddress(address)).rejects.toThrow('down');
    inner.failure = undefined;
    await directory.findByAddress(address);
    expect(asked).toEqual([{ fresh: true }, { fresh: true }]);
  });
});

describe('ownerNews', () => {
  it('reaches the teller at once and every other gateway at its next look, each once', async () => {
    const kept = new Map<string, string>();
    const checkpoints = {
      read: (name: string) => Promise.resolve(kept.get(name)),
      write: (name: string, value: string) => Promise.resolve(void kept.set(name, value)),
    };
    const heard = { one: 0, other: 0 };
    const one = ownerNews({ checkpoints, onNews: () => (heard.one += 1) });
    const other = ownerNews({ checkpoints, onNews: () => (heard.other += 1) });
    await Promise.all([one.look(), other.look()]);
    await one.tell();
    expect(heard).toEqual({ one: 1, other: 0 });
    for (let times = 0; times < 2; times += 1) await Promise.all([one.look(), other.look()]);
    expect(heard).toEqual({ one: 1, other: 1 });
  });
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import { remembered, type RememberedOptions } from './remembered.ts';

const TTL_MS = 60_000;
let now: number;
let looked: string[];
let fails: boolean;
beforeEach(() => {
  now = 1_000;
  looked = [];
  fails = false;
});

const memory = (options: Partial<RememberedOptions<{ readonly key: string }>> = {}) =>
  remembered({
    clock: { now: () => new Date(now) },
    ttlMs: TTL_MS,
    look: (key) => {
      looked.push(key);
      if (fails) return Promise.reject(new Error('down'));
      return Promise.resolve(key.startsWith('nobody') ? undefined : { key });
    },
    ...options,
  });

describe('what was looked up', () => {
  it('is looked up again when it is out of date, and sooner when there was nothing', async () => {
    const find = memory();
    await Promise.all([find('a'), find('a'), find('nobody')]);
    now += 5_000;
    await Promise.all([find('a'), find('nobody')]);
    now += TTL_MS - 5_000;
    await find('a');
    expect(looked).toEqual(['a', 'nobody', 'nobody', 'a']);
  });

  it('is looked up along with something else when it is used and will be out of date before long', async () => {
    const find = memory({ ahead: 2 });
    for (const key of ['unused', 'a', 'b', 'c', 'd']) await find(key);
    now += TTL_MS / 2;
    await find('young');
    for (const key of ['a', 'b', 'c', 'd', 'young']) await find(key);
    now += TTL_MS / 2 - 1;
    for (const key of ['a', 'b', 'c', 'd']) await find(key);
    looked = [];
    now += 1;
    await find('a');
    expect(looked).toEqual(['a', 'd', 'c']);
    await Promise.all(['a', 'c', 'd'].map((key) => find(key)));
    expect(looked).toEqual(['a', 'd', 'c']);
  });

  it('is kept when looking it up along with something else fails', async () => {
    const find = memory({ ahead: 2, ttlMs: TTL_MS });
    await find('a');
    now += TTL_MS / 2;
    await find('b');
    await find('b');
    fails = true;
    now += TTL_MS / 2;
    await expect(find('a')).rejects.toThrow('down');
    expect(looked).toEqual(['a', 'b', 'a', 'b']);
    await expect(find('b')).resolves.toEqual({ key: 'b' });
  });
});

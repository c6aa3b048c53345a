import { expect, it } from '@jest/globals';
import { outagePause } from './outage-pause.ts';

const setUp = () => {
  const time = { now: 1_000 };
  const pause = outagePause(() => time.now);
  return { time, pauses: (count: number, kind = 'message') => Array.from({ length: count }, () => pause(kind)) };
};

it('hardly holds a few back, however long it lasts', () => {
  const { time, pauses } = setUp();
  for (let tenSeconds = 0; tenSeconds < 10_000; tenSeconds += 1) {
    expect(Math.max(...pauses(50))).toBeLessThan(250);
    time.now += 10_000;
  }
});

it('gives each of many a turn of its own', () => {
  const { pauses } = setUp();
  const many = pauses(20_000);
  expect([new Set(many).size, many.at(-1)]).toEqual([20_000, 79_996]);
  expect(Math.max(...pauses(100_000))).toBe(300_000);
});

it('lets no kind of work wait behind another', () => {
  const { pauses } = setUp();
  pauses(50_000);
  expect(pauses(1, 'routing')).toEqual([0]);
});

import { expect, it } from '@jest/globals';
import { outagePause } from './outage-pause.ts';

const tries = (pause: ReturnType<typeof outagePause>, count: number) => Array.from({ length: count }, () => pause.untried());

it('hardly holds a few back, and spreads many over a minute', () => {
  const pause = outagePause();
  expect(tries(pause, 50).at(-1)).toBeLessThan(200);
  const many = tries(pause, 30_000);
  expect(new Set(many.slice(0, 10_000)).size).toBe(10_000);
  expect(Math.max(...many)).toBe(60_000);
});

it('forgets an outage soon after something worked again', () => {
  const pause = outagePause();
  tries(pause, 100_000);
  for (let done = 0; done < 20; done += 1) pause.worked();
  expect(pause.untried()).toBe(0);
});

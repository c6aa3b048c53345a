import { describe, expect, it } from '@jest/globals';
import { readMoment, showAge } from './moment.ts';

const NOW = new Date('2026-11-21T12:00:00Z');

describe('a moment that a person types', () => {
  it.each([
    ['90m', '2026-11-21T10:30:00.000Z'],
    ['2h', '2026-11-21T10:00:00.000Z'],
    ['1d', '2026-11-20T12:00:00.000Z'],
    ['2026-11-20T08:00Z', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20T08:00:30+01:00', '2026-11-20T07:00:30.000Z'],
    ['2026-11-20T08:00', new Date(2026, 10, 20, 8).toISOString()],
    ['2026-11-20', new Date(2026, 10, 20).toISOString()],
  ])('%s', (text, expected) => {
    expect(readMoment(text, NOW).toISOString()).toBe(expected);
  });

  it.each(['', 'yesterday', '2 h', '2w', '-1h', '20.11.2026', '2026-13-01', '2026-11-20 08:00'])('%p is none', (text) => {
    expect(() => readMoment(text, NOW)).toThrow('--since');
  });
});

describe('an age', () => {
  it.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [7_199, '1 h'],
    [172_800, '2 d'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(showAge(seconds)).toBe(text);
  });
});

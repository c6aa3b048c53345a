import { describe, expect, it } from '@jest/globals';
import { judgeUnknown, type Unknown } from './judge-unknown.ts';

const SECOND_LOOK_MS = 60_000;
const HOUR_MS = 3_600_000;
const judged = judgeUnknown(SECOND_LOOK_MS);
/** Published for the first time when it was published last, except where the test says otherwise. */
const judge = (unknown: Omit<Unknown, 'firstAgeMs'> & { readonly firstAgeMs?: number }) =>
  judged({ firstAgeMs: unknown.ageMs, ...unknown });

describe('a key that Salesforce does not know', () => {
  it('gets a second look', () => {
    expect(judge({ ageMs: 20_000, republished: 0, passed: 'yes' })).toEqual({ outcome: 'ask-later', delayMs: 40_000 });
  });

  it('is published again when the trigger has been past it, three times', () => {
    for (const republished of [0, 1, 2]) {
      expect(judge({ ageMs: 60_000, republished, passed: 'yes' })).toEqual({ outcome: 'publish-again' });
    }
    const last = judge({ ageMs: 60_000, republished: 3, passed: 'yes' });
    expect(last).toMatchObject({ outcome: 'dead', reason: expect.stringContaining('took it 4 times') as unknown });
  });

  it('waits longer each time where nobody knows how far the trigger is', () => {
    expect(judge({ ageMs: 599_000, republished: 0, passed: 'unknown' })).toEqual({ outcome: 'ask-later', delayMs: 1_000 });
    expect(judge({ ageMs: 600_000, republished: 0, passed: 'unknown' })).toEqual({ outcome: 'publish-again' });
    expect(judge({ ageMs: 600_000, republished: 1, passed: 'unknown' })).toEqual({ outcome: 'ask-later', delayMs: 60_000 });
    expect(judge({ ageMs: 1_200_000, republished: 1, passed: 'unknown' })).toEqual({ outcome: 'publish-again' });
  });

  it('is never published again blindly', () => {
    expect(judge({ ageMs: 71 * HOUR_MS, republished: 0, passed: 'unseen' })).toEqual({ outcome: 'ask-later', delayMs: 900_000 });
  });

  it('is a dead letter after 72 hours, saying where to look', () => {
    for (const passed of ['yes', 'unknown', 'unseen'] as const) {
      const verdict = judge({ ageMs: 72 * HOUR_MS, republished: 0, passed });
      expect(verdict).toMatchObject({ outcome: 'dead', reason: expect.stringContaining('Subscriptions') as unknown });
    }
  });

  it('has 72 hours from the first time on, however often it was published again', () => {
    const lately = { ageMs: 120_000, republished: 2, passed: 'yes' } as const;
    expect(judge({ ...lately, firstAgeMs: 72 * HOUR_MS - 1 })).toEqual({ outcome: 'publish-again' });
    expect(judge({ ...lately, firstAgeMs: 72 * HOUR_MS })).toMatchObject({ outcome: 'dead' });
  });
});

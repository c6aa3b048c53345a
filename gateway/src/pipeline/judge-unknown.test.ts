import { describe, expect, it } from '@jest/globals';
import { judgeUnknown } from './judge-unknown.ts';

const SECOND_LOOK_MS = 60_000;
const HOUR_MS = 3_600_000;
const judge = judgeUnknown(SECOND_LOOK_MS);

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
});

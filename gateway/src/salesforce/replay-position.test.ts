import { describe, expect, it } from '@jest/globals';
import { replayPosition } from './replay-position.ts';

const bytes = (...values: number[]) => Buffer.from(values).toString('base64');

describe('the position behind a replay id', () => {
  it('is the number in its first eight bytes', () => {
    expect(replayPosition(bytes(0, 0, 0, 0, 0, 0, 0x1e, 0xcd, 0, 0))).toBe(7_885n);
    expect(replayPosition(bytes(0, 0, 0, 1, 0, 0, 0, 2))).toBe(4_294_967_298n);
  });

  it('is not known of anything else', () => {
    expect(replayPosition('')).toBeUndefined();
    expect(replayPosition(bytes(1, 2, 3, 4))).toBeUndefined();
  });
});

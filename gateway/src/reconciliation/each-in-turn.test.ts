import { describe, expect, it } from '@jest/globals';
import { eachInTurn } from './each-in-turn.ts';

describe('a share in turn', () => {
  it('is all there is when that is little', () => {
    const inTurn = eachInTurn(3);
    expect([inTurn('a', []), inTurn('a', [1, 2, 3]), inTurn('a', [1, 2, 3])]).toEqual([[], [1, 2, 3], [1, 2, 3]]);
  });

  it('goes through what is long, and begins anew at its end', () => {
    const inTurn = eachInTurn(2);
    const items = [1, 2, 3, 4, 5];
    expect([1, 2, 3].map(() => inTurn('a', items))).toEqual([
      [1, 2],
      [3, 4],
      [5, 1],
    ]);
    expect(inTurn('b', items)).toEqual([1, 2]);
    expect(inTurn('a', items)).toEqual([2, 3]);
  });

  it('goes on when the list has become shorter meanwhile', () => {
    const inTurn = eachInTurn(2);
    for (let time = 0; time < 2; time++) inTurn('a', [1, 2, 3, 4, 5]);
    expect(inTurn('a', [1, 2, 3])).toEqual([2, 3]);
  });
});

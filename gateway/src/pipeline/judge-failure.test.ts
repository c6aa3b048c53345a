import { describe, expect, it } from '@jest/globals';
import { GatewayError, HTTP_STATUS, type ErrorCode } from '../errors.ts';
import { failureKind } from './failure-kind.ts';
import { judgeFailure } from './judge-failure.ts';
import { retryDelay } from './retry-delay.ts';

const judge = judgeFailure(retryDelay({ baseMs: 1_000, random: () => 0.5 }));
const often = { attempts: 1_000, faults: 0 };

describe('the judgement of a failure', () => {
  it.each<[ErrorCode, number]>([
    ['upstream_failed', 1_000],
    ['upstream_timeout', 2_000],
    ['store_unavailable', 4_000],
    ['upstream_refused', 1_000],
    ['upstream_not_ready', 2_000],
    ['not_routable', 4_000],
  ])('tries %s again without end, later each time, never later than a quarter of an hour', (code, delayMs) => {
    const attempts = Math.log2(delayMs / 1_000);
    const error = new GatewayError(code, 'said so');
    expect(judge(error, { attempts, faults: 0 })).toMatchObject({ outcome: 'retry', delayMs, code, reason: 'said so', isUntried: false });
    const last = judge(error, often);
    expect(last).toMatchObject({ outcome: 'retry' });
    expect(last.outcome === 'retry' && last.delayMs).toBeLessThanOrEqual(15 * 60_000);
  });

  it('waits as long as a limit asks', () => {
    const error = new GatewayError('upstream_busy', 'too many', { retryAfterMs: 120_000 });
    expect(judge(error, { attempts: 0, faults: 0 })).toMatchObject({ outcome: 'retry', delayMs: 120_000 });
  });

  it('counts nothing, and remembers no earlier pauses, when nothing was asked', () => {
    const error = new GatewayError('upstream_busy', 'down', { retryAfterMs: 7_000, isUntried: true });
    expect(judge(error, often)).toMatchObject({ outcome: 'retry', delayMs: 7_000, isUntried: true });
  });

  it.each<ErrorCode>(['upstream_rejected', 'bad_request', 'not_found', 'forbidden'])('sets %s aside at once, with its reason', (code) => {
    expect(judge(new GatewayError(code, 'no such field'), { attempts: 0, faults: 0 })).toEqual({
      outcome: 'dead',
      reason: 'no such field',
      code,
      isFault: false,
    });
  });

  it('takes what nobody foresaw for a bug after ten tries, wrapped or not', () => {
    const bug = new TypeError('x is undefined');
    for (const thrown of [bug, new GatewayError('internal', 'x is undefined', { cause: bug })]) {
      expect(judge(thrown, { attempts: 50, faults: 9 })).toMatchObject({ outcome: 'retry', isFault: true, delayMs: 512_000 });
      expect(judge(thrown, { attempts: 50, faults: 10 })).toMatchObject({ outcome: 'dead', isFault: true });
    }
    expect(judge('no error', { attempts: 0, faults: 0 })).toMatchObject({ outcome: 'retry', isFault: true });
  });

  it('agrees, for every code, with what an error says of itself', () => {
    const codes = Object.keys(HTTP_STATUS) as ErrorCode[];
    const again = codes.filter((code) => !['data', 'fault'].includes(failureKind({ code })));
    expect(again.sort()).toEqual(codes.filter((code) => new GatewayError(code, '').isTransient).sort());
  });
});

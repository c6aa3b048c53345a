import { expect, it } from '@jest/globals';
import { GatewayError, type ErrorCode } from '../errors.ts';
import { createLog } from '../log.ts';
import type { PipelineObserver } from './observer.ts';
import { retryDelay } from './retry-delay.ts';
import { workEntry } from './work-entry.ts';
import type { ClaimedEntry } from './work-queue.ts';

const claimed: ClaimedEntry = {
  ...{ key: 'IM1', lane: 'CH1', conversationSid: 'CH1', kind: 'onMessageAdded', payload: '{}', attempts: 0, faults: 0 },
  claim: { lane: 'CH1', owner: 'me', fence: 1 },
};

const NOBODY: PipelineObserver = {
  onWorked: () => undefined,
  onPublished: () => undefined,
  onRetry: () => undefined,
  onDead: () => undefined,
  onReceipt: () => undefined,
  onRepublished: () => undefined,
};

/** The pauses that so many entries get, one after another, at one moment, whose calls are not even made. */
async function pausesOf(count: number, code: ErrorCode): Promise<readonly number[]> {
  const pauses: number[] = [];
  const work = workEntry({
    handle: () => Promise.reject(new GatewayError(code, 'not now', { retryAfterMs: 100, isUntried: true })),
    workQueue: {
      complete: () => Promise.resolve('kept'),
      bury: () => Promise.resolve('kept'),
      retryLater: (_entry, { delayMs }) => {
        pauses.push(delayMs);
        return Promise.resolve('kept');
      },
    },
    retry: retryDelay({ baseMs: 100, random: () => 0.5 }),
    monotonicMs: () => 0,
    onAdded: () => undefined,
    observer: NOBODY,
    log: createLog({ level: 'silent' }),
  });
  for (let n = 0; n < count; n += 1) await work(claimed);
  return pauses;
}

it('lets what waits out an outage come back one after another', async () => {
  const pauses = await pausesOf(1_000, 'upstream_busy');
  expect([pauses[0], pauses[500], pauses[999]]).toEqual([100, 2_000, 3_996]);
});

it('lets nobody wait longer because a lane of our own is full', async () => {
  expect(new Set(await pausesOf(1_000, 'overloaded'))).toEqual(new Set([100]));
});

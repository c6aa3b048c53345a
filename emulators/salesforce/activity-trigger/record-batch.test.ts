import { beforeEach, describe, expect, it } from '@jest/globals';
import { RetryableError } from '../events/retryable-error.ts';
import { recordBatch, type RecordBatchDeps } from './record-batch.ts';

const events = Array.from({ length: 120 }, (_, index) => index);

describe('recordBatch', () => {
  let checkpoints: number[];
  let recorded: number[];
  let kept: { slice: readonly number[]; reason: string }[];

  const run = (deps: Partial<RecordBatchDeps<number>>) =>
    recordBatch<number>({
      retries: 0,
      resumeAfter: (event) => void checkpoints.push(event),
      transaction: (work) => work(),
      record: (slice) => void recorded.push(...slice),
      keep: (slice, reason) => void kept.push({ slice, reason }),
      ...deps,
    })(events);

  const breakAt = (bad: number, error: Error) => (slice: readonly number[]) => {
    if (slice.includes(bad)) throw error;
    recorded.push(...slice);
  };

  beforeEach(() => {
    checkpoints = [];
    recorded = [];
    kept = [];
  });

  it('sets a checkpoint before the first slice and after each', () => {
    run({});
    expect(checkpoints).toEqual([49, 49, 99, 119]);
    expect(recorded).toEqual(events);
  });

  it.each([0, 3])('asks for the batch again when something breaks, after %i retries', (retries) => {
    expect(() => {
      run({ retries, record: breakAt(70, new Error('out of order')) });
    }).toThrow(new RetryableError('out of order'));
    expect(checkpoints).toEqual([49, 49]);
    expect(kept).toEqual([]);
  });

  it('keeps the slice that breaks for good, and loses no other', () => {
    run({ retries: 4, record: breakAt(70, new Error('out of order')) });
    expect(kept).toEqual([{ slice: events.slice(50, 100), reason: 'out of order' }]);
    expect(recorded).toEqual([...events.slice(0, 50), ...events.slice(100)]);
    expect(checkpoints.at(-1)).toBe(119);
  });

  it('passes on what asks for another attempt by itself', () => {
    expect(() => {
      run({ retries: 4, record: breakAt(0, new RetryableError('locked')) });
    }).toThrow('locked');
  });
});

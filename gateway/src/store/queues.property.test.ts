import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { ENGINES, type TestStore } from './testing/engines.ts';
import { createQueueModel, type QueueModel } from './testing/queue-model.ts';

type Step = (model: QueueModel, kept: TestStore) => unknown;

const worker = fc.nat({ max: 20 });
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l');
const laneOf = (name: string) => `CH${name.charCodeAt(0) % 3}`;

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: key.map(
      (name): Step =>
        (model) =>
          model.accept(name, laneOf(name)),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 3 }).map(
      (limit): Step =>
        (model) =>
          model.claim(limit),
    ),
  },
  {
    weight: 5,
    arbitrary: worker.map(
      (number): Step =>
        (model) =>
          model.take(number),
    ),
  },
  {
    weight: 4,
    arbitrary: worker.map(
      (number): Step =>
        (model) =>
          model.complete(number),
    ),
  },
  {
    weight: 2,
    arbitrary: worker.map(
      (number): Step =>
        (model) =>
          model.putOff(number),
    ),
  },
  {
    weight: 2,
    arbitrary: worker.map(
      (number): Step =>
        (model) =>
          model.release(number),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 40_000 }).map(
      (ms): Step =>
        (_, kept) =>
          kept.time.advance(ms),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>((model) => model.crash()) },
);

describe.each(ENGINES)('queues on $name', ({ open, isShared }) => {
  it('lose nothing, work nothing twice and keep the order of each lane, whatever happens in between', async () => {
    const history = async (steps: readonly Step[]) => {
      const kept = await open();
      try {
        const model = createQueueModel(kept, { isShared });
        for (const happen of steps) await happen(model, kept);
        await model.finish();
      } finally {
        await kept.destroy();
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), history), { numRuns: isShared ? 5 : 40 });
  });
});

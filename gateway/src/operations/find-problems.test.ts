import { describe, expect, it } from '@jest/globals';
import { findProblems, type StatusFacts } from './find-problems.ts';

const MINUTE = 60;
const trigger = (status: string) => ({ name: 'FrontlineActivityTrigger', status, retries: 0, hasPassed: () => 'unknown' as const });
const queue = { waiting: 0, dead: 0, oldestAgeSeconds: 0 };
const well: StatusFacts = {
  at: '2026-11-21T12:00:00.000Z',
  gateway: { version: '0.1.0', startedAt: '2026-11-21T11:00:00.000Z', uptimeSeconds: 3_600, isDraining: false },
  dependencies: { store: { status: 'up' }, salesforce: { status: 'up' }, twilio: { status: 'unknown' } },
  breakers: {},
  queues: { inbox: queue, outbox: queue },
  receipts: { waiting: 3, oldestAgeSeconds: MINUTE },
  usage: { queued: 899, maxQueued: 1_000, bytes: 10, maxBytes: 100 },
  triggerState: { known: true, triggers: [trigger('Running')] },
  reconciliation: { state: 'idle', conversations: 0, messages: 0, missing: 0, refused: 0 },
};
const codes = (change: Partial<StatusFacts>) => findProblems({ ...well, ...change }).map(({ code, severity }) => `${severity} ${code}`);

describe('problems', () => {
  it('are none when all is well, or not yet known', () => {
    expect(codes({})).toEqual([]);
    const { at, gateway, dependencies, breakers } = well;
    expect(findProblems({ at, gateway, dependencies, breakers, triggerState: { known: false } })).toEqual([]);
  });

  it.each([
    [{ usage: { queued: 900, maxQueued: 1_000, bytes: 10, maxBytes: 100 } }, ['warning store_filling']],
    [{ usage: { queued: 1_000, maxQueued: 1_000, bytes: 90, maxBytes: 100 } }, ['critical store_filling', 'warning store_filling']],
    [{ dependencies: { store: { status: 'down' } } }, ['critical store_down']],
    [{ dependencies: { store: { status: 'up' }, twilio: { status: 'down', detail: 'upstream_refused' } } }, ['critical dependency_down']],
    [{ queues: { inbox: { ...queue, dead: 2 }, outbox: queue } }, ['warning dead_letters']],
    [{ queues: { inbox: { ...queue, oldestAgeSeconds: 15 * MINUTE }, outbox: queue } }, []],
    [{ queues: { inbox: { ...queue, oldestAgeSeconds: 16 * MINUTE }, outbox: queue } }, ['warning working_behind']],
    [{ queues: { inbox: queue, outbox: { ...queue, oldestAgeSeconds: 16 * MINUTE } } }, ['critical publishing_behind']],
    [{ receipts: { waiting: 1, oldestAgeSeconds: 121 * MINUTE } }, ['warning receipts_behind']],
    [{ triggerState: { known: true, triggers: [trigger('Suspended')] } }, ['critical trigger_stopped']],
    [{ triggerState: { known: true, triggers: [trigger('Idle')] } }, []],
    [{ triggerState: { known: true, triggers: [] } }, ['warning trigger_missing']],
    [
      { reconciliation: { state: 'idle', conversations: 0, messages: 0, missing: 0, refused: 0, failure: 'Twilio refused.' } },
      ['warning reconciliation_failed'],
    ],
    [{ reconciliation: { state: 'idle', conversations: 9, messages: 0, missing: 0, refused: 1 } }, ['warning conversations_refused']],
    [{ hasSigningKey: false }, ['warning not_configured']],
    [{ directoryProblems: ['contacts without a phone key are left: run FrontlinePhoneKeyBatch'] }, ['warning customers_hard_to_find']],
    [{ gateway: { ...well.gateway, isDraining: true } }, ['warning draining']],
  ] satisfies readonly [Partial<StatusFacts>, readonly string[]][])('%j', (change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  it('say what to do about each, in sentences', () => {
    const all = findProblems({
      ...well,
      dependencies: { store: { status: 'down' }, salesforce: { status: 'down', detail: 'upstream_refused (INVALID_GRANT)' } },
      queues: { inbox: { ...queue, dead: 1 }, outbox: queue },
    });
    expect(all).toHaveLength(3);
    for (const { problem, advice } of all) expect([problem, advice]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/[.]$/)]);
    expect(all.find(({ code }) => code === 'dead_letters')?.problem).toBe('One dead letter waits for a person.');
  });
});

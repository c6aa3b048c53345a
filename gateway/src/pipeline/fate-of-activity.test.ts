import { describe, expect, it } from '@jest/globals';
import type { Activity, ActivityKind } from './activity.ts';
import { fateOfActivity } from './fate-of-activity.ts';
import type { Fate } from './published-activities.ts';
import type { Receipt, Trace } from './receipt-source.ts';

const NOTHING: Trace = { failedKinds: [] };
const KINDS: readonly ActivityKind[] = ['message', 'status', 'edit', 'delete', 'consent', 'note'];

const of = (kind: ActivityKind, said: Partial<Activity> = {}): Activity => ({
  key: 'IM1',
  dedupeKey: 'IM1',
  kind,
  conversationSid: 'CH1',
  occurredAt: '2026-01-05T09:00:00.900Z',
  ...(kind === 'status' && { deliveryStatus: 'delivered' }),
  ...said,
});
const fate = (activity: Activity, receipt: Receipt | undefined): Fate => fateOfActivity(activity, receipt);
const fates = (receipt: Receipt | undefined) => KINDS.map((kind) => fate(of(kind), receipt));

describe('what became of an activity', () => {
  it('is known for all there is of a key once the Task is gone', () => {
    for (const gone of ['deleted', 'erased'] as const) {
      expect(new Set(fates({ fate: gone, trace: NOTHING }))).toEqual(new Set([gone]));
    }
  });

  it('is unknown where there is neither a word nor a Task', () => {
    expect(new Set([...fates(undefined), ...fates({ fate: 'unknown' })])).toEqual(new Set(['unknown']));
  });

  it('is the word about the message for what begins a Task, and for nothing else', () => {
    expect(fates({ fate: 'task', trace: NOTHING })).toEqual(['task', 'unknown', 'unknown', 'unknown', 'task', 'task']);
    expect(fates({ fate: 'unknown', trace: NOTHING })).toEqual(KINDS.map(() => 'unknown'));
  });

  it('is the word alone where the package tells no traces', () => {
    expect(new Set(fates({ fate: 'task' }))).toEqual(new Set(['task']));
  });

  it.each([
    [undefined, 'unknown'],
    ['sent', 'unknown'],
    ['delivered', 'task'],
    ['read', 'task'],
    ['failed', 'task'],
  ] as const)('of a status delivered is seen where the Task has %s: %s', (deliveryStatus, seen) => {
    const trace = { ...NOTHING, ...(deliveryStatus && { deliveryStatus }) };
    expect(fate(of('status'), { fate: 'unknown', trace })).toBe(seen);
  });

  it('of an edit is seen to the second, and where a later edit or a deletion overtook it', () => {
    const at = (text: string) => ({ fate: 'task', trace: { ...NOTHING, editedAt: new Date(text) } }) as const;
    expect(fate(of('edit'), at('2026-01-05T08:59:59Z'))).toBe('unknown');
    expect(fate(of('edit'), at('2026-01-05T09:00:00Z'))).toBe('task');
    expect(fate(of('edit'), at('2026-01-05T10:00:00Z'))).toBe('task');
    const deleted = { fate: 'task', trace: { ...NOTHING, deletedAt: new Date('2026-01-05T09:00:00Z') } } as const;
    expect([fate(of('edit'), deleted), fate(of('delete'), deleted)]).toEqual(['task', 'task']);
    expect(fate(of('delete'), at('2026-01-05T10:00:00Z'))).toBe('unknown');
  });

  it('is a failure where one of its kind is open, whatever the word about the message', () => {
    const trace = { failedKinds: ['status', 'message'] };
    expect(fates({ fate: 'failed', trace })).toEqual(['failed', 'failed', 'unknown', 'unknown', 'unknown', 'unknown']);
  });
});

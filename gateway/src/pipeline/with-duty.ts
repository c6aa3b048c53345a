import type { Timers } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Duties, DutyName } from './duties.ts';

export interface WithDutyDeps {
  readonly duties: Duties;
  readonly timers: Timers;
  readonly log: Log;
  readonly leaseMs: number;
}

export type DutyOutcome<T> = { readonly isMine: true; readonly result: T } | { readonly isMine: false };

/**
 * Does a duty if no other gateway has it, keeping the claim while it lasts and giving it back in the end. The work is told
 * when the claim was lost, so that it can end: somebody else is at it. Rejects with what the work or the store rejects with.
 */
export function withDuty({ duties, timers, log, leaseMs }: WithDutyDeps) {
  return async <T>(duty: DutyName, work: (isLost: () => boolean) => Promise<T>): Promise<DutyOutcome<T>> => {
    const claim = await duties.take(duty, leaseMs);
    if (claim === undefined) return { isMine: false };
    const state = { isOver: false, isLost: false };
    const renew = async () => {
      const held = await duties.renew(claim, leaseMs).catch(() => 'unknown' as const);
      if (held === 'lost') log.warn({ duty }, 'duty passed to another gateway');
      state.isLost ||= held === 'lost';
      if (!state.isLost && !state.isOver) timer = arm();
    };
    const arm = () => timers.after(leaseMs / 3, () => void renew());
    let timer = arm();
    try {
      return { isMine: true, result: await work(() => state.isLost) };
    } finally {
      state.isOver = true;
      timer.cancel();
      if (!state.isLost) await duties.release(claim);
    }
  };
}

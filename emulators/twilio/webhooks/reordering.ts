import type { WebhookFault } from '../faults/faults.ts';
import type { Timers } from '../timers.ts';

export type Reordering = {
  /** Starts a webhook now, later, or after one that comes later, as its fault says. */
  start: (fault: WebhookFault | undefined, send: () => void) => void;
};

/** Order is kept by start: only a fault lets a later webhook overtake an earlier one. */
export const createReordering = (timers: Pick<Timers, 'after'>): Reordering => {
  let held: (() => void)[] = [];
  const release = () => {
    const due = held;
    held = [];
    for (const send of due) send();
  };
  const hold = (send: () => void, longestMs: number) => {
    held.push(send);
    timers.after(longestMs, () => {
      if (held.includes(send)) release();
    });
  };
  return {
    start: (fault, send) => {
      if (fault?.kind === 'reorder') hold(send, fault.delayMs);
      else if (fault?.kind === 'delay') timers.after(fault.delayMs, send);
      else {
        send();
        release();
      }
    },
  };
};

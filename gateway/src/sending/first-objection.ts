import type { SendGuard } from './send-guard.ts';

/** All guards as one: they are asked in order, and the first objection stands. Rejects with what the first of them rejects with that does not know. */
export function firstObjection(guards: readonly SendGuard[]): SendGuard {
  return async (attempt) => {
    for (const guard of guards) {
      const objection = await guard(attempt);
      if (objection) return objection;
    }
    return undefined;
  };
}

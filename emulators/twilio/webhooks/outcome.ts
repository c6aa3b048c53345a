import type { PostOutcome } from './post-form.ts';

/** How the platform sees what became of a webhook. */
export const outcome = {
  succeeded: (of: PostOutcome): boolean => of.kind === 'answered' && of.status >= 200 && of.status < 300,
  /** https://www.twilio.com/docs/api/errors: 11217 error status, 11205 connection failure; 11203 for the total time-out is unverified. */
  code: (of: PostOutcome): number => ({ answered: 11217, timeout: 11203, unreachable: 11205 })[of.kind],
  words: (of: PostOutcome): string => {
    if (of.kind === 'answered') return `answered ${of.status}`;
    return of.kind === 'timeout' ? 'did not answer in time' : `could not be reached: ${of.cause}`;
  },
};

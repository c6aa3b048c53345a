import type { TimedNews } from './consent-entry.ts';
import type { SaidWord } from './consent-words.ts';

/** The customer's word in news of it. */
export const wordOf = ({ meaning, saidAt, index }: TimedNews): SaidWord => ({
  status: meaning === 'stop' || meaning === 'refused' ? 'opted-out' : 'opted-in',
  saidAt: new Date(saidAt),
  index,
});

import type { ConsentNews } from './consent-entry.ts';

/** What a word rests on, for people to read. */
export const sourceOf = ({ meaning, by }: ConsentNews): string =>
  meaning === 'refused' ? `Twilio refused a message (error ${by}).` : `The customer texted "${by}".`;

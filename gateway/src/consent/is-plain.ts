import type { ConsentNews } from './consent-entry.ts';

/** Whether news are a word whatever was said before. What a "yes" or a refusal by Twilio means depends on that. */
export const isPlain = ({ meaning }: Pick<ConsentNews, 'meaning'>): boolean => meaning === 'stop' || meaning === 'start';

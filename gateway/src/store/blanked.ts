import type { StoreAccess } from './store-access.ts';

/** What a row of a queue becomes when it is over: its keys stay known, its text goes. */
export const blanked = (now: StoreAccess['now']) => ({ state: 'done', payload: '', error: null, done_at: now() }) as const;

/**
 * What a log may hold of a reason: what stands before the first colon. Behind it the other side speaks, and may quote a text or a number;
 * the row of the entry keeps it all.
 */
export const reasonForLog = (reason: string): string => reason.split(':', 1)[0] ?? '';

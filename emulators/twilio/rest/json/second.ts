/** A moment as the REST API writes it: ISO 8601 to the second. */
export const second = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

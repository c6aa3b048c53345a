import type { GatewayError } from '../errors.ts';

/** Twilio may still be at work on a request that was cut off: before another one it is given so many milliseconds to show its message. */
export const DOUBT_MS = 10_000;

const IN_DOUBT: ReadonlySet<string> = new Set(['upstream_timeout', 'upstream_failed', 'internal']);

/** Whether Twilio may have taken a message although posting it failed: no answer came, or none that says it was refused. */
export const mayHavePosted = ({ code, isUntried }: GatewayError): boolean => !isUntried && IN_DOUBT.has(code);

import { randomBytes } from 'node:crypto';

/** What a SID names is told by its first two letters. https://www.twilio.com/docs/glossary/what-is-a-sid */
export type SidPrefix = 'AC' | 'CH' | 'DY' | 'HX' | 'IM' | 'IS' | 'MB' | 'ME' | 'MG' | 'NO' | 'RL' | 'SK' | 'SM' | 'US' | 'WA';

/** A fresh SID: the prefix and 32 hexadecimal digits. */
export const newSid = (prefix: SidPrefix): string => prefix + randomBytes(16).toString('hex');

import { createHmac } from 'node:crypto';
import { BENCH } from './webhook.ts';

/** The n-th rep's worker identity. */
export const repOf = (n: number): string => `rep${String(n)}@northwind.example`;

export interface CrmRequest {
  readonly path: string;
  readonly body: string;
  readonly signature: string;
}

/** What a rep's app asks of the CRM callback, signed as Twilio signs it. */
export function crmRequest(params: Readonly<Record<string, string>>): CrmRequest {
  const path = '/callbacks/crm';
  const text = Object.keys(params)
    .sort()
    .reduce((signed, name) => signed + name + (params[name] ?? ''), BENCH.publicUrl + path);
  return { path, body: new URLSearchParams(params).toString(), signature: createHmac('sha1', BENCH.token).update(text).digest('base64') };
}

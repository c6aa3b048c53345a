import { createHmac } from 'node:crypto';

/** Whose webhooks the benchmark sends. */
export const BENCH = {
  accountSid: `AC${'0'.repeat(32)}`,
  token: '0'.repeat(32),
  publicUrl: 'http://127.0.0.1:1',
  path: '/callbacks/twilio-conversations',
};

export interface SignedForm {
  readonly body: string;
  readonly signature: string;
}

/** The n-th message of a run as Twilio sends it: a conversation in twenty gets it. */
export function signedMessage(run: number, n: number): SignedForm {
  const sid = (prefix: string, number: number) => prefix + `${run.toString(16)}${number.toString(16).padStart(24, '0')}`.padStart(32, '0');
  const params: Record<string, string> = {
    AccountSid: BENCH.accountSid,
    Author: '+14155550132',
    Body: 'Hello, are my papers ready? I can come by tomorrow at ten if that suits you.',
    ConversationSid: sid('CH', n % 20),
    DateCreated: '2026-01-05T09:00:00.000Z',
    EventType: 'onMessageAdded',
    Index: String(n),
    MessageSid: sid('IM', n),
    RetryCount: '0',
    Source: 'SMS',
  };
  const text = Object.entries(params).reduce((signed, [name, value]) => signed + name + value, BENCH.publicUrl + BENCH.path);
  return { body: new URLSearchParams(params).toString(), signature: createHmac('sha1', BENCH.token).update(text).digest('base64') };
}

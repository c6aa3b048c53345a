import { describe, expect, it } from '@jest/globals';
import { readConsentNews } from '../consent/consent-entry.ts';
import { GatewayError } from '../errors.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { postMessage } from './post-message.ts';

const CH = `CH${'1'.repeat(32)}`;
const message = { conversationSid: CH, key: 'send:1', author: 'ana@x', text: 'Hello' };

function setUp(failure: GatewayError) {
  const entries: InboxEntry[] = [];
  const post = postMessage({
    messages: { send: () => Promise.reject(failure) },
    clock: { now: () => new Date('2026-11-21T12:00:00Z') },
    inbox: {
      accept: (entry) => {
        entries.push(entry);
        return Promise.resolve('stored');
      },
    },
  });
  return { posted: post(message).catch((error: unknown) => error), entries };
}

describe('posting a message of our own', () => {
  it.each(['21610', '63014'])('hears that the customer wants none when Twilio answers %s, like a STOP', async (upstreamCode) => {
    const { posted, entries } = setUp(new GatewayError('upstream_rejected', 'no', { upstreamCode }));
    expect(await posted).toMatchObject({ code: 'send_refused', upstreamCode });
    expect(entries.map(({ payload }) => readConsentNews(payload))).toEqual([
      { conversationSid: CH, messageSid: 'send:1', meaning: 'refused', index: 0, by: upstreamCode, saidAt: '2026-11-21T12:00:00.000Z' },
    ]);
  });

  it('gives a request that was cut off time to show its message before the next one', async () => {
    for (const code of ['upstream_timeout', 'upstream_failed'] as const)
      expect(await setUp(new GatewayError(code, 'cut off')).posted).toMatchObject({ code, retryAfterMs: 10_000, isTransient: true });
  });

  it('passes on what says nothing of the message', async () => {
    const untried = new GatewayError('upstream_failed', 'the breaker is open', { isUntried: true });
    const limited = new GatewayError('upstream_busy', 'slow down', { retryAfterMs: 500 });
    expect(await setUp(untried).posted).toBe(untried);
    expect(await setUp(limited).posted).toBe(limited);
  });
});

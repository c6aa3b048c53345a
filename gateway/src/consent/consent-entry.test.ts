import { describe, expect, it } from '@jest/globals';
import { consentEntry, heardEntry, readConsentNews, type TimedNews } from './consent-entry.ts';

const CH = `CH${'1'.repeat(32)}`;
const news = (meaning: TimedNews['meaning'], messageSid = 'IM1'): TimedNews => ({
  ...{ conversationSid: CH, messageSid, meaning, index: 0, by: 'WORD', saidAt: '2026-11-21T09:00:00.000Z' },
});

describe('the entries of consent', () => {
  it('are one for a message and one for its refusal, apart from the message', () => {
    const [word, refusal] = [consentEntry(news('stop')), consentEntry(news('refused'))];
    expect([word.key, refusal.key]).toEqual(['consent:IM1', 'consent:IM1:refused']);
    expect(word.lane).not.toBe(CH);
  });

  it('are in one lane until they are heard, and each in its own from then on', () => {
    const all = [news('stop'), news('refused'), news('start', 'IM2')];
    expect(new Set(all.map((one) => consentEntry(one).lane)).size).toBe(1);
    const heard = all.map(heardEntry);
    expect(new Set([consentEntry(news('stop')).lane, CH, ...heard.map(({ lane }) => lane)]).size).toBe(5);
    expect(new Set([...all.map(consentEntry), ...heard].map(({ key }) => key)).size).toBe(6);
    expect(heard.map(({ payload }) => readConsentNews(payload).isHeard)).toEqual([true, true, true]);
  });
});

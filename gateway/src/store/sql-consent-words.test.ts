import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConsentPair, SaidWord } from '../consent/consent-words.ts';
import { ENGINES, type TestStore } from './testing/engines.ts';

const pair = (customer: string): ConsentPair => ({
  customer: { channel: 'sms', number: customer },
  business: { channel: 'sms', number: '+14155550100' },
});
const MARA = pair('+14155550132');
const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 9, 0, second));
const stop = (second: number, index = 0): SaidWord => ({ status: 'opted-out', saidAt: at(second), index });
const start = (second: number, index = 0): SaidWord => ({ status: 'opted-in', saidAt: at(second), index });
const audit = { who: 'test', action: 'purge', subject: 'test' } as const;

describe.each(ENGINES)('words on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('are replaced by later ones only, whatever the order in which they come', async () => {
    const { consentWords } = kept.store;
    expect(await consentWords.say(MARA, stop(5))).toMatchObject({ status: 'opted-out', isWritten: false });
    expect(await consentWords.say(MARA, start(4))).toBeUndefined();
    expect(await consentWords.say(MARA, start(5, 1))).toMatchObject({ status: 'opted-in', version: 2 });
    expect(await consentWords.say(MARA, stop(5))).toBeUndefined();
    await Promise.all([stop(9), start(7), start(8), start(6)].map((word) => consentWords.say(MARA, word)));
    await kept.reopen();
    expect(await kept.store.consentWords.of(MARA)).toMatchObject({ status: 'opted-out', saidAt: at(9) });
  });

  it('are the same when they are said again, and change their version when the org has them', async () => {
    const { consentWords } = kept.store;
    const said = await consentWords.say(MARA, stop(1));
    expect(await consentWords.say(MARA, stop(1))).toEqual(said);
    await consentWords.written(MARA, said?.version ?? 0);
    const written = await consentWords.of(MARA);
    expect(written).toMatchObject({ isWritten: true, status: 'opted-out' });
    expect(written?.version).not.toBe(said?.version);
    expect(await consentWords.say(MARA, stop(1))).toEqual(written);
    // Whoever wrote an older version has not written this one.
    const later = await consentWords.say(MARA, start(2));
    await consentWords.written(MARA, said?.version ?? 0);
    expect(await consentWords.of(MARA)).toEqual(later);
  });

  it('are forgotten with their customer or with time, but never before the org has them', async () => {
    const { consentWords, erasure, retention } = kept.store;
    const longAgo = new Date(Date.now() + 60_000);
    const said = await consentWords.say(MARA, stop(1));
    await erasure.erase({ address: '+14155550132' }, audit);
    await retention.purgeDone(longAgo);
    expect(await consentWords.of(MARA)).toEqual(said);
    await consentWords.written(MARA, said?.version ?? 0);
    await erasure.erase({ address: '+14155550132' }, audit);
    expect(await consentWords.of(MARA)).toBeUndefined();
    const other = await consentWords.say(pair('+14155550133'), stop(1));
    await consentWords.written(pair('+14155550133'), other?.version ?? 0);
    await retention.purgeDone(longAgo);
    expect(await consentWords.of(pair('+14155550133'))).toBeUndefined();
  });
});

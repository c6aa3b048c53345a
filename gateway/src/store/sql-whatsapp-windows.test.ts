import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WindowPair } from '../conversations/whatsapp-window.ts';
import { ENGINES, type TestStore } from './testing/engines.ts';

const pair = (customer: string): WindowPair => ({
  customer: { channel: 'whatsapp', number: customer },
  business: { channel: 'whatsapp', number: '+15550100999' },
});
const MARA = pair('+14155550132');
const NILS = pair('+14155550133');
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute));
const audit = { who: 'test', action: 'purge', subject: 'test' } as const;

describe.each(ENGINES)('windows on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('move forward only, each moment by itself, and outlive a restart', async () => {
    const { windows } = kept.store;
    expect(await windows.of(MARA)).toBeUndefined();
    await windows.heard(MARA, at(5));
    await windows.heard(MARA, at(3));
    await windows.closed(MARA, at(4));
    await windows.closed(MARA, at(2));
    await Promise.all([windows.closed(NILS, at(1)), windows.heard(NILS, at(9)), windows.heard(NILS, at(8))]);
    await kept.reopen();
    expect(await kept.store.windows.of(MARA)).toEqual({ heardAt: at(5), closedAt: at(4) });
    expect(await kept.store.windows.of(NILS)).toEqual({ heardAt: at(9), closedAt: at(1) });
  });

  it('are forgotten with their customer, by address or by conversation, and nobody else with them', async () => {
    const { windows, erasure, memory } = kept.store;
    await Promise.all([windows.heard(MARA, at(1)), windows.heard(NILS, at(1))]);
    await erasure.erase({ address: 'whatsapp:+14155550132' }, audit);
    expect([await windows.of(MARA), await windows.of(NILS)]).toEqual([undefined, { heardAt: at(1) }]);
    await memory.learn({ conversationSid: 'CH1', customerAddress: 'whatsapp:+14155550133' });
    await erasure.erase({ conversationSid: 'CH1' }, audit);
    expect(await windows.of(NILS)).toBeUndefined();
  });

  it('leave with retention, counted from what was told last', async () => {
    const { windows, retention } = kept.store;
    await Promise.all([windows.heard(MARA, at(1)), windows.heard(NILS, at(1))]);
    kept.time.advance(60_000);
    await windows.heard(NILS, at(2));
    await retention.purgeDone(new Date(kept.time.clock.now().getTime() - 1));
    expect([await windows.of(MARA), await windows.of(NILS)]).toEqual([undefined, { heardAt: at(2) }]);
  });
});

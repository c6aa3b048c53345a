import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES, type TestStore } from './testing/engines.ts';

describe.each(ENGINES)('what is remembered of a conversation on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('adds what it learns, replaces what changed and forgets nothing', async () => {
    const { memory } = kept.store;
    expect(await memory.recall('CH1')).toBeUndefined();
    await memory.learn({ conversationSid: 'CH1', customerAddress: '+15550100111', worker: 'ana@example.test' });
    await memory.learn({ conversationSid: 'CH1', businessAddress: '+15550100999', worker: 'ben@example.test' });
    await memory.learn({ conversationSid: 'CH2', customerParticipantSid: 'MB2' });
    await kept.reopen();
    expect(await kept.store.memory.recall('CH1')).toEqual({
      conversationSid: 'CH1',
      customerAddress: '+15550100111',
      businessAddress: '+15550100999',
      worker: 'ben@example.test',
    });
    expect(await kept.store.memory.recall('CH2')).toEqual({ conversationSid: 'CH2', customerParticipantSid: 'MB2' });
  });

  it('knows whom open conversations with a number are about, by either channel, the latest first', async () => {
    const { memory, states, openConversations } = kept.store;
    const number = '+15550100111';
    const at = () => openConversations.customersAt({ channel: 'sms', number });
    await memory.learn({ conversationSid: 'CH1', customerAddress: number, customerId: '003A' });
    await memory.learn({ conversationSid: 'CH2', customerAddress: '+15550100112', customerId: '003X' });
    await memory.learn({ conversationSid: 'CH3', customerAddress: number });
    expect(await at()).toEqual(['003A']);
    await memory.learn({ conversationSid: 'CH4', customerAddress: `whatsapp:${number}`, customerId: '003B' });
    expect([...(await at())].sort()).toEqual(['003A', '003B']);
    await states.keep({ conversationSid: 'CH4', state: 'closed', at: new Date(1_000) });
    await states.keep({ conversationSid: 'CH1', state: 'inactive', at: new Date(1_000) });
    expect(await at()).toEqual(['003A']);
    expect(await memory.recall('CH1')).toMatchObject({ customerId: '003A' });
  });

  it('lets the first routing decision stand, whoever decides at the same moment', async () => {
    const { decisions } = kept.store;
    expect(await decisions.recall('CH1')).toBeUndefined();
    const first = { conversationSid: 'CH1', worker: 'ana@example.test', reason: 'owns the Contact' };
    const second = { conversationSid: 'CH1', worker: 'ben@example.test', reason: 'is the default' };
    const [one, other] = await Promise.all([decisions.keep(first), decisions.keep(second)]);
    expect([first, second]).toContainEqual(one);
    expect(other).toEqual(one);
    await kept.reopen();
    expect(await kept.store.decisions.keep(one === first ? second : first)).toEqual(one);
    expect(await kept.store.decisions.recall('CH1')).toEqual(one);
  });

  it('remembers that nobody was found', async () => {
    const nobody = { conversationSid: 'CH1', reason: 'no owner and no default worker' };
    await kept.store.decisions.keep(nobody);
    expect(await kept.store.decisions.recall('CH1')).toEqual(nobody);
  });
});

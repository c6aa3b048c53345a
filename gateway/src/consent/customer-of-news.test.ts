import { describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { conversationMemory, memoryConversations } from '../testing/memory-conversations.ts';
import type { ConsentNews } from './consent-entry.ts';
import { customerOfNews } from './customer-of-news.ts';

const CH = `CH${'1'.repeat(32)}`;
const [MARA, NILS, OURS, ALSO_OURS] = ['+14155550132', '+14155550133', '+14155550100', '+14155550101'];
const mara = { sid: 'MB1', address: MARA, proxyAddress: OURS, attributes: {} };
const nils = { sid: 'MB2', address: NILS, proxyAddress: ALSO_OURS, attributes: {} };
const rep = { sid: 'MB3', identity: 'ana@x', attributes: {} };
const refused: ConsentNews = { conversationSid: CH, messageSid: 'IM1', meaning: 'refused', index: 0, by: '21610' };

async function setUp(participants = [mara, nils, rep]) {
  const memory = conversationMemory();
  await memory.learn({ conversationSid: CH, customerAddress: MARA, businessAddress: OURS, customerParticipantSid: 'MB1' });
  const { api, state } = memoryConversations({ sid: CH, attributes: {} }, participants);
  const of = customerOfNews({ memory, conversations: api });
  return { of: async (more: Partial<ConsentNews>) => (await of({ ...refused, ...more }))?.pair, state };
}

const pair = (customer: string, business: string) => ({
  customer: { channel: 'sms', number: customer },
  business: { channel: 'sms', number: business },
});

describe('whom news of consent are about', () => {
  it('is whoever was to get the message or wrote it, of several customers of a conversation', async () => {
    const { of } = await setUp();
    expect(await of({ participantSid: 'MB1' })).toEqual(pair(MARA, OURS));
    expect(await of({ participantSid: 'MB2' })).toEqual(pair(NILS, ALSO_OURS));
    expect(await of({ from: NILS })).toEqual(pair(NILS, ALSO_OURS));
  });

  it('is nobody where it may be one customer or another', async () => {
    const { of } = await setUp();
    expect(await of({})).toBeUndefined();
    expect(await of({ participantSid: 'MB9' })).toBeUndefined();
  });

  it('is the only customer where nothing more is told', async () => {
    const { of } = await setUp([mara, rep]);
    expect(await of({})).toEqual(pair(MARA, OURS));
  });

  it('is the customer whom we remember without asking, and of a conversation that is gone no other', async () => {
    const { of, state } = await setUp();
    state.failures = Array.from({ length: 3 }, () => new GatewayError('not_found', 'gone'));
    expect(await of({ from: MARA })).toEqual(pair(MARA, OURS));
    expect(await of({ participantSid: 'MB1' })).toEqual(pair(MARA, OURS));
    expect(state.failures).toHaveLength(3);
    expect(await of({ participantSid: 'MB2' })).toBeUndefined();
    expect(await of({ from: NILS })).toEqual(pair(NILS, OURS));
    expect(await of({})).toEqual(pair(MARA, OURS));
  });

  it('is told only when Twilio can be asked', async () => {
    const { of, state } = await setUp();
    state.failures = [new GatewayError('upstream_failed', 'down')];
    await expect(of({ participantSid: 'MB2' })).rejects.toThrow('down');
  });
});

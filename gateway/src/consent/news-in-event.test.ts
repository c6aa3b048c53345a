import { describe, expect, it } from '@jest/globals';
import { newsInEvent } from './news-in-event.ts';

const CH = `CH${'1'.repeat(32)}`;
const MARA = '+14155550132';

describe('what an event says of consent', () => {
  const sids = { ConversationSid: CH, MessageSid: `IM${'2'.repeat(32)}` };
  const added = { EventType: 'onMessageAdded', ...sids, Author: MARA, Body: 'Stop', Index: '3', DateCreated: '2026-11-21T09:00:00.123Z' };
  const said = (params: object) => newsInEvent(JSON.stringify(params));

  it('is a keyword from a phone, with its place in time', () => {
    expect(said(added)).toMatchObject({ meaning: 'stop', from: MARA, index: 3, saidAt: '2026-11-21T09:00:00.123Z', by: 'STOP' });
    expect(said({ ...added, Author: `whatsapp:${MARA}` })?.from).toBe(`whatsapp:${MARA}`);
    expect(said({ ...added, Body: 'ARRET', OptOutType: 'STOP' })).toMatchObject({ meaning: 'stop', by: 'ARRET' });
  });

  it.each([
    ['a rep', { ClientIdentity: 'ana@x', Author: 'ana@x' }],
    ['a rep by REST', { Author: 'ana@x' }],
    ['HELP', { Body: 'help' }],
    ['a sentence', { Body: 'please stop by tomorrow' }],
    ['a picture', { Body: undefined }],
  ])('is nothing of %s', (_what, change) => {
    expect(said({ ...added, ...change })).toBeUndefined();
  });

  it.each([
    ['21610', 'refused'],
    ['63014', 'refused'],
    ['30005', undefined],
    ['0', undefined],
  ])('of a receipt with %s is %p', (ErrorCode, meaning) => {
    const receipt = { EventType: 'onDeliveryUpdated', ...sids, Status: 'failed', ErrorCode, DateCreated: '2026-11-21T09:00:00Z' };
    expect(said(receipt)?.meaning).toBe(meaning);
  });

  it('names the participant whom it is about', () => {
    const ParticipantSid = `MB${'4'.repeat(32)}`;
    expect(said({ ...added, ParticipantSid })?.participantSid).toBe(ParticipantSid);
    const receipt = { EventType: 'onDeliveryUpdated', ...sids, Status: 'failed', ErrorCode: '21610', ParticipantSid };
    expect(said(receipt)?.participantSid).toBe(ParticipantSid);
  });
});

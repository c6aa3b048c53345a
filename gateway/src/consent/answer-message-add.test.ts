import { describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { createLog } from '../log.ts';
import type { SendAttempt, SendGuard } from '../sending/send-guard.ts';
import { handTimers } from '../testing/hand-timers.ts';
import { memoryConversations } from '../testing/memory-conversations.ts';
import { answerMessageAdd } from './answer-message-add.ts';

const CH = `CH${'1'.repeat(32)}`;
const customer = { sid: 'MB1', address: '+14155550132', proxyAddress: '+14155550100', attributes: {} };
const rep = { sid: 'MB2', identity: 'ana@x', attributes: {} };
const byRep = { ConversationSid: CH, Author: 'ana@x', ClientIdentity: 'ana@x', Source: 'SDK' };
const theirs = { ConversationSid: CH, Author: '+14155550132', Source: 'SMS' };

function setUp(guard: SendGuard, participants = [customer, rep]) {
  const timers = handTimers();
  const asked: SendAttempt[] = [];
  const answer = answerMessageAdd({
    guard: (attempt) => {
      asked.push(attempt);
      return guard(attempt);
    },
    memory: { recall: () => Promise.resolve(undefined) },
    conversations: memoryConversations({ sid: CH, attributes: {} }, participants).api,
    timers,
    log: createLog({ level: 'silent' }),
  });
  return { answer, asked, timers };
}

const refuse: SendGuard = () => Promise.resolve({ code: 'opted_out', message: 'The customer wants none.' });
const fail: SendGuard = () => Promise.reject(new GatewayError('upstream_failed', 'down'));

describe('a message about to be added', () => {
  it('of a customer passes unasked, whatever is down', async () => {
    const { answer, asked } = setUp(fail);
    for (const params of [
      theirs,
      { ...theirs, Author: `whatsapp:${theirs.Author}`, Source: 'WHATSAPP' },
      { ...theirs, Source: 'SMS', Author: '' },
    ])
      expect(await answer(params)).toEqual({});
    expect(asked).toEqual([]);
  });

  it.each([
    ['a rep', byRep],
    ['a program', { ...byRep, ClientIdentity: undefined, Source: 'API' }],
    ['a program in our own name', { ConversationSid: CH, Author: 'system', Source: 'API' }],
  ])('of %s is kept back with the reason when a guard objects', async (_who, params) => {
    await expect(setUp(refuse).answer(params)).rejects.toMatchObject({
      code: 'send_refused',
      friendlyMessage: 'The customer wants none.',
    });
  });

  it('is judged for each customer of the conversation, and told a template from a text', async () => {
    const { answer, asked } = setUp(
      () => Promise.resolve(undefined),
      [customer, { ...customer, sid: 'MB3', address: '+14155550133' }, rep],
    );
    expect(await answer({ ...byRep, ContentSid: 'HX1' })).toEqual({});
    expect(asked).toMatchObject([
      { customer: { number: '+14155550132' }, business: { number: '+14155550100' }, content: 'template', conversationSid: CH },
      { customer: { number: '+14155550133' } },
    ]);
  });

  it('passes where nobody is on a phone', async () => {
    expect(await setUp(refuse, [rep]).answer(byRep)).toEqual({});
  });

  it('of a rep is not sent when it cannot be known in three seconds whether it may', async () => {
    await expect(setUp(fail).answer(byRep)).rejects.toThrow('down');
    const { answer, timers } = setUp(() => new Promise(() => undefined));
    const answered = expect(answer(byRep)).rejects.toMatchObject({ code: 'upstream_timeout' });
    await timers.advance(3_000);
    await answered;
  });
});

import { describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { createLog } from '../log.ts';
import { handTimers } from '../testing/hand-timers.ts';
import { memoryDirectory } from '../testing/memory-directory.ts';
import { answerConversationAdd } from './answer-conversation-add.ts';

const setUp = () => {
  const directory = memoryDirectory([{ id: '003A', name: 'Mara Quist', worker: 'ana@x', phones: ['+14155550132'] }]);
  const timers = handTimers();
  return { directory, timers, answer: answerConversationAdd({ directory, timers, log: createLog({ level: 'silent' }) }) };
};
const byNumber = { friendly_name: '+14155550132' };

describe('answerConversationAdd', () => {
  it.each([
    ['+14155550132', { friendly_name: 'Mara Quist', attributes: '{"customer_id":"003A"}' }],
    ['whatsapp:+14155550132', { friendly_name: 'Mara Quist', attributes: '{"customer_id":"003A"}' }],
    ['+14155550199', { friendly_name: '+14155550199' }],
    ['whatsapp:+14155550199', { friendly_name: '+14155550199' }],
    ['+14155550132, +14155550199', { friendly_name: '+14155550132, +14155550199' }],
    [undefined, {}],
  ])('names a conversation with %s', async (address, expected) => expect(await setUp().answer(address)).toEqual(expected));

  it('fails open when the directory fails', async () => {
    const { directory, answer } = setUp();
    directory.failure = new GatewayError('upstream_failed', 'down');
    expect(await answer('+14155550132')).toEqual(byNumber);
  });

  it('fails open after 3 s when the directory is slow, before Twilio gives up at 5 s', async () => {
    const { directory, timers, answer } = setUp();
    directory.gate = new Promise(() => undefined);
    const answered = answer('+14155550132');
    await timers.advance(3_000);
    expect(await answered).toEqual(byNumber);
  });
});

import { describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { handleEntry } from './handle-entry.ts';
import { ROUTING } from './routing-entry.ts';

const CH = `CH${'1'.repeat(32)}`;
const entry = {
  key: 'routing:1',
  lane: `${CH}/routing`,
  conversationSid: CH,
  kind: ROUTING,
  payload: JSON.stringify({ ConversationSid: CH }),
};

const handling = (error: Error) =>
  handleEntry({
    route: () => Promise.reject(error),
    reassign: () => Promise.resolve([]),
    reply: () => Promise.resolve([]),
  });

describe('a stored routing callback', () => {
  it.each(['gone', 'not_found'] as const)('is done when its conversation is %s', async (code) => {
    expect(await handling(new GatewayError(code, 'it is over'))(entry)).toEqual([]);
  });

  it('waits for somebody to give the conversation to', async () => {
    await expect(handling(new GatewayError('not_routable', 'nobody'))(entry)).rejects.toMatchObject({ code: 'not_routable' });
  });

  it('leaves entries of others alone', async () => {
    expect(await handling(new Error('not asked'))({ ...entry, kind: 'onMessageAdded' })).toBeUndefined();
  });
});

import { expect, it } from '@jest/globals';
import { createWorld } from '../create-world.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { addMessage } from './add-message.ts';
import { durationMs } from './duration-ms.ts';
import { insertConversation } from './insert-conversation.ts';

const minute = 60_000;

it('a conversation goes inactive, then closed; a message wakes it and starts the timers afresh', async () => {
  const clock = createManualClock();
  const world = createWorld({ clock });
  const conversation = insertConversation(world)({ createdBy: 'system', timers: { inactive: 'PT5M', closed: 'PT20M' } });
  clock.advance(5 * minute - 1);
  expect(conversation.state).toBe('active');
  clock.advance(1);
  expect(conversation.state).toBe('inactive');
  await addMessage(world)({ conversation, author: 'ana', body: 'Hi', origin: { source: 'API', webhooks: false } });
  expect(conversation.state).toBe('active');
  clock.advance(5 * minute);
  expect(conversation.state).toBe('inactive');
  clock.advance(15 * minute);
  expect(conversation.state).toBe('closed');
});

it('may run longer than a timeout of the runtime can', () => {
  const clock = createManualClock();
  const conversation = insertConversation(createWorld({ clock }))({ createdBy: 'system', timers: { closed: 'P60D' } });
  clock.advance(60 * 24 * 60 * minute - 1);
  expect(conversation.state).toBe('active');
  clock.advance(1);
  expect(conversation.state).toBe('closed');
});

it.each([
  ['PT1M', minute],
  ['P1DT2H3M4S', 93_784_000],
  ['P', undefined],
  ['PT', undefined],
  ['1M', undefined],
])('%s is %s ms', (text, ms) => expect(durationMs(text)).toBe(ms));

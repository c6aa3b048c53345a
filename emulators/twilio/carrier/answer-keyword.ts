import type { Binding } from '../conversations/participant.ts';
import { bindingKey } from '../conversations/store.ts';
import type { World } from '../world.ts';
import { keywordMeaning } from './keywords.ts';
import { recordText } from './record-text.ts';

const replies = {
  stop: 'You are unsubscribed and will receive no more messages. Reply START to resubscribe.',
  start: 'You are subscribed again. Reply STOP to unsubscribe.',
  help: 'Reply STOP to unsubscribe. Message and data rates may apply.',
};

/** SMS opt-out as the platform does it by itself: remembers STOP and START for the pair and answers the phone. */
export const answerKeyword =
  (world: World) =>
  (binding: Binding, body: string): void => {
    const meaning = binding.type === 'sms' ? keywordMeaning(body) : undefined;
    if (meaning === undefined) return;
    if (meaning === 'stop') world.carrier.optOuts.add(bindingKey(binding));
    if (meaning === 'start') world.carrier.optOuts.delete(bindingKey(binding));
    recordText(world)({ direction: 'received', channel: 'sms', from: binding.proxyAddress, to: binding.address, body: replies[meaning] });
  };

import type { World } from '../world.ts';
import { armTimers } from './arm-timers.ts';
import { changeState } from './change-state.ts';
import type { Conversation } from './conversation.ts';
import type { Origin } from './origin.ts';

/** Makes an inactive conversation active, its timers started afresh, because something happened in it. */
export const wakeConversation =
  (world: World) =>
  ({ conversation, origin }: { conversation: Conversation; origin: Origin }): void => {
    if (conversation.state !== 'inactive') return;
    changeState(world)({ conversation, to: 'active', reason: 'EVENT', origin });
    armTimers(world)(conversation);
  };

import type { World } from '../world.ts';
import { changeState } from './change-state.ts';
import type { Conversation } from './conversation.ts';
import { durationMs } from './duration-ms.ts';

const cancels = new WeakMap<Conversation, () => void>();

/** The longest delay that setTimeout keeps; a longer timer is armed again when it runs out. */
const longestDelay = 2 ** 31 - 1;

const dueAt = (start: number, duration: string | undefined) => (duration === undefined ? undefined : start + (durationMs(duration) ?? 0));

/**
 * Starts a conversation's inactive and closed timers afresh, as each message does.
 * https://www.twilio.com/docs/conversations-classic/states-timers.md
 */
export const armTimers =
  (world: World) =>
  (conversation: Conversation): void => {
    const { timers } = conversation;
    const now = world.timers.now();
    const inactiveAt = conversation.state === 'active' ? dueAt(now, timers.inactive) : undefined;
    const closedAt = conversation.state === 'closed' ? undefined : dueAt(now, timers.closed);
    if (inactiveAt === undefined) delete timers.dateInactive;
    else timers.dateInactive = inactiveAt;
    if (closedAt === undefined) delete timers.dateClosed;
    else timers.dateClosed = closedAt;
    schedule(world)(conversation);
  };

const schedule = (world: World) => (conversation: Conversation) => {
  cancels.get(conversation)?.();
  const { dateInactive, dateClosed } = conversation.timers;
  const next = Math.min(dateInactive ?? Infinity, dateClosed ?? Infinity);
  if (next === Infinity) return;
  const delay = Math.min(Math.max(next - world.timers.now(), 0), longestDelay);
  cancels.set(
    conversation,
    world.timers.after(delay, () => expire(world)(conversation)),
  );
};

const expire = (world: World) => (conversation: Conversation) => {
  const now = world.timers.now();
  const { dateInactive, dateClosed } = conversation.timers;
  const to = (dateClosed ?? Infinity) <= now ? 'closed' : (dateInactive ?? Infinity) <= now ? 'inactive' : undefined;
  if (to) {
    if (to === 'closed') delete conversation.timers.dateClosed;
    delete conversation.timers.dateInactive;
    changeState(world)({ conversation, to, reason: 'TIMER', origin: { source: 'API', webhooks: true } });
  }
  if (world.store.conversations.has(conversation.sid)) schedule(world)(conversation);
};

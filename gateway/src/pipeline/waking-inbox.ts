import type { Inbox } from './inbox.ts';

/** The inbox, calling `wake` as soon as something in it has become due, so that no work waits for the next poll. */
export function wakingInbox(inbox: Inbox, wake: () => void): Inbox {
  return {
    async accept(entry, options) {
      const answer = await inbox.accept(entry, options);
      if (answer === 'stored' && !options?.holdMs) wake();
      return answer;
    },
    acceptDead: (entry, reason) => inbox.acceptDead(entry, reason),
    async finish(key) {
      await inbox.finish(key);
      wake(); // what stood behind it may go on
    },
    async release(key) {
      await inbox.release(key);
      wake();
    },
  };
}

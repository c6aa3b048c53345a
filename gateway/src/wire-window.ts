import { systemClock } from './clock.ts';
import { attendWindow } from './conversations/attend-window.ts';
import { conversationWindow } from './conversations/conversation-window.ts';
import { windowGuard } from './conversations/window-guard.ts';
import { windowOf } from './conversations/window-of.ts';
import type { connectTwilio } from './outside.ts';
import type { Store } from './store/open-store.ts';

export interface WireWindowDeps {
  readonly store: Store;
  readonly twilio: Pick<ReturnType<typeof connectTwilio>, 'conversations' | 'words' | 'work'>;
}

export type WiredWindow = ReturnType<typeof wireWindow>;

/** Joins WhatsApp's windows with where they are kept and with Twilio, which is asked for those that were never seen. */
export function wireWindow({ store, twilio }: WireWindowDeps) {
  const asking = (words: typeof twilio.words) => windowOf({ windows: store.windows, words, clock: systemClock });
  const ask = asking(twilio.words);
  return {
    /** Of a customer and a number of ours. */
    windowOf: ask,
    /** Of a conversation. */
    ofConversation: conversationWindow({ windowOf: ask, memory: store.memory, conversations: twilio.conversations }),
    guard: windowGuard({ windowOf: ask }),
    /** The same for the queues, which have calls of their own. */
    workGuard: windowGuard({ windowOf: asking(twilio.work.words) }),
    /** What an entry and its activities mean for windows. */
    attend: attendWindow(store),
  };
}

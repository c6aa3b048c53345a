import { systemClock } from './clock.ts';
import { attendWindow } from './conversations/attend-window.ts';
import { conversationWindow } from './conversations/conversation-window.ts';
import { windowGuard } from './conversations/window-guard.ts';
import { windowOf } from './conversations/window-of.ts';
import type { connectTwilio } from './outside.ts';
import type { Store } from './store/open-store.ts';

export interface WireWindowDeps {
  readonly store: Store;
  readonly twilio: Pick<ReturnType<typeof connectTwilio>, 'conversations' | 'words'>;
}

export type WiredWindow = ReturnType<typeof wireWindow>;

/** Joins WhatsApp's windows with where they are kept and with Twilio, which is asked for those that were never seen. */
export function wireWindow({ store, twilio }: WireWindowDeps) {
  const ask = windowOf({ windows: store.windows, words: twilio.words, clock: systemClock });
  return {
    /** Of a customer and a number of ours. */
    windowOf: ask,
    /** Of a conversation. */
    ofConversation: conversationWindow({ windowOf: ask, memory: store.memory, conversations: twilio.conversations }),
    guard: windowGuard({ windowOf: ask }),
    /** What an entry and its activities mean for windows. */
    attend: attendWindow(store),
  };
}

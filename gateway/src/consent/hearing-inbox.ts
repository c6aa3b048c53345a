import type { Clock } from '../clock.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import { consentEntry } from './consent-entry.ts';
import { newsInEvent } from './news-in-event.ts';

export interface HearingInboxDeps {
  readonly inbox: Inbox;
  readonly clock: Clock;
}

/** Every other kind of entry says nothing of consent. */
const TELLING: ReadonlySet<string> = new Set(['onMessageAdded', 'onDeliveryUpdated']);

/**
 * An inbox that hears what events say of consent, whoever brings them: a webhook or the comparison with Twilio. The word is stored before the event
 * itself, and both before Twilio hears that it was taken. Where nobody told when it was said, that is now.
 */
export function hearingInbox({ inbox, clock }: HearingInboxDeps): Inbox {
  return {
    ...inbox,
    accept: async (entry, options) => {
      const news = TELLING.has(entry.kind) ? newsInEvent(entry.payload) : undefined;
      if (news) await inbox.accept(consentEntry({ ...news, saidAt: news.saidAt ?? clock.now().toISOString() }));
      return inbox.accept(entry, options);
    },
  };
}

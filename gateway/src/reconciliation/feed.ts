import { acceptEvent } from '../conversations/accept-event.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import { routingEntry } from '../routing/routing-entry.ts';
import type { WebhookForm } from './webhook-form.ts';

/** Gives the inbox what a webhook would have given it, by the same way: the same key, the same lane. */
export interface Feed {
  event(form: WebhookForm): Promise<'stored' | 'duplicate'>;
  routing(form: WebhookForm): Promise<'stored' | 'duplicate'>;
}

export function feedInbox({ inbox }: { readonly inbox: Inbox }): Feed {
  return { event: acceptEvent({ inbox }), routing: (form) => inbox.accept(routingEntry(form)) };
}

import type { SendGuard } from '../sending/send-guard.ts';
import type { WindowOf } from './window-of.ts';

const MESSAGE =
  "WhatsApp takes a text within 24 hours of the customer's last message only, and they are over. Send a template that WhatsApp has approved.";

/** Keeps texts back that WhatsApp would refuse. What nobody knows passes: WhatsApp judges it. */
export function windowGuard({ windowOf }: { readonly windowOf: WindowOf }): SendGuard {
  return async ({ customer, business, content, conversationSid }) => {
    if (customer.channel !== 'whatsapp' || content === 'template') return undefined;
    const { state } = await windowOf({ customer, business, conversationSid });
    return state === 'closed' ? { code: 'outside_window', message: MESSAGE } : undefined;
  };
}

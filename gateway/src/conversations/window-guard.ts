import type { SendGuard } from '../sending/send-guard.ts';
import { whyUnapproved } from '../templates/why-unapproved.ts';
import type { WindowOf } from './window-of.ts';

const ONLY_TEMPLATES =
  "WhatsApp takes a text within 24 hours of the customer's last message only, and they are over. Send a template that WhatsApp has approved.";
const ONLY_APPROVED = "24 hours after the customer's last message WhatsApp takes approved templates only, and they are over.";

/** Keeps texts back that WhatsApp would refuse. What nobody knows passes: WhatsApp judges it. */
export function windowGuard({ windowOf }: { readonly windowOf: WindowOf }): SendGuard {
  return async ({ customer, business, content, unapproved, conversationSid }) => {
    if (customer.channel !== 'whatsapp' || content === 'template') return undefined;
    const { state } = await windowOf({ customer, business, conversationSid });
    if (state !== 'closed') return undefined;
    const message = unapproved ? `${whyUnapproved(unapproved)}. ${ONLY_APPROVED}` : ONLY_TEMPLATES;
    return { code: 'outside_window', message };
  };
}

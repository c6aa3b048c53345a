import { z } from 'zod';
import type { ConversationWindow } from '../conversations/conversation-window.ts';
import { GatewayError, toGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { offerTemplates } from '../templates/offer-templates.ts';
import { readParams, required, worker, type CallbackParams } from './callback-params.ts';

export interface CustomerTemplatesDeps {
  readonly offer: ReturnType<typeof offerTemplates>;
  readonly windowOf: ConversationWindow;
  readonly log: Log;
}

// Frontline takes no answer over 64 KB (error 48003); each template is counted with its category, which is more than it takes.
const MAX_BYTES = 60_000;

interface FilledTemplate {
  readonly category: string;
  readonly entry: object;
}

const requestSchema = z.object({
  Worker: worker,
  CustomerId: required,
  ConversationSid: z
    .string()
    .regex(/^CH[0-9a-zA-Z]{32}$/)
    .optional()
    .catch(undefined),
});

/**
 * What the app may show in the place of templates while WhatsApp takes none as a text: a heading with nothing below it. An entry that says so
 * would be a text that a rep can send, which reaches the customer as soon as the window is open again.
 */
const CLOSED = [
  { display_name: "24 hours since the customer's last WhatsApp message are over: send a template from Salesforce", templates: [] },
];

/**
 * GetTemplatesByCustomerId: the admin's templates filled in for this customer, by category in the admin's order.
 *
 * None is marked `whatsAppApproved`. The mark makes the app offer a template outside WhatsApp's 24-hour window; but the app sends what it was
 * given as a text, and since 2025-04-01 WhatsApp refuses every text there, approved wording or not (63016,
 * https://www.twilio.com/docs/api/errors/63016). The answer has no place for a ContentSid, so that such a message is sent from Salesforce;
 * while the window is known to be closed, that is all the answer says.
 */
export function customerTemplates({ offer, windowOf, log }: CustomerTemplatesDeps) {
  const isClosed = async (conversationSid: string | undefined): Promise<boolean> => {
    try {
      return conversationSid !== undefined && (await windowOf(conversationSid))?.state === 'closed';
    } catch (thrown) {
      // Templates are worth more than the warning: what WhatsApp then refuses, the app shows as failed.
      log.warn({ conversationSid, code: toGatewayError(thrown).code }, 'templates offered without knowing the WhatsApp window');
      return false;
    }
  };
  return async (params: CallbackParams) => {
    const { Worker, CustomerId: customerId, ConversationSid } = readParams(requestSchema, params);
    const [offered, closed] = await Promise.all([
      offer({ worker: Worker, customerId, channel: 'sms', isWindowOpen: true }),
      isClosed(ConversationSid),
    ]);
    if (!offered) throw new GatewayError('not_found', 'This worker has no such customer.');
    if (closed) return CLOSED;
    for (const { template, missing } of offered.incomplete) {
      log.info({ template: template.name, customerId, missing }, 'template left out: no value for a merge field');
    }
    return shownIn(offered.offered, log);
  };
}

function shownIn(offered: readonly { readonly template: { readonly category: string }; readonly text: string }[], log: Log) {
  const filled = offered.map(({ template, text }) => ({ category: template.category, entry: { content: text } }));
  const shown = whatFits(filled);
  if (shown.length < filled.length) {
    log.warn({ shown: shown.length, templates: filled.length }, 'templates left out: Frontline takes no answer over 64 KB');
  }
  return byCategory(shown);
}

/** The first templates that fit into an answer. */
function whatFits(filled: readonly FilledTemplate[]): readonly FilledTemplate[] {
  let bytes = 0;
  return filled.filter((template) => (bytes += Buffer.byteLength(JSON.stringify(template))) <= MAX_BYTES);
}

function byCategory(filled: readonly FilledTemplate[]): readonly object[] {
  const categories = Map.groupBy(filled, ({ category }) => category);
  return [...categories].map(([display_name, templates]) => ({ display_name, templates: templates.map(({ entry }) => entry) }));
}

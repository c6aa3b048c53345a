import { formatAddress, type Address, type PhoneChannel } from '../directory/address.ts';
import { chooseNumber, type NumberSources } from '../directory/choose-number.ts';
import type { Customer, DirectoryUser } from '../directory/directory.ts';
import type { ContentApprovals } from '../templates/content-approvals.ts';
import type { ExtraFields } from '../templates/extra-fields.ts';
import { fillTemplate } from '../templates/fill-template.ts';
import { mergeValues } from '../templates/merge-values.ts';
import type { UsersById } from '../templates/preview-template.ts';
import type { TemplateSource } from '../templates/template.ts';
import type { UnapprovedTemplate } from '../templates/why-unapproved.ts';
import type { SendPair } from './outgoing-conversations.ts';
import type { Recipients } from './recipients.ts';
import type { SendTask } from './send-entry.ts';
import type { SendRefusal } from './send-refusal.ts';
import type { SendResults } from './send-results.ts';

export interface PrepareSendDeps extends NumberSources {
  readonly results: Pick<SendResults, 'addressed'>;
  readonly users: UsersById;
  readonly recipients: Recipients;
  readonly templates: TemplateSource;
  readonly extraFields: ExtraFields;
  readonly approvals: ContentApprovals;
}

/** A message with everything that it takes to send it. */
export interface PreparedSend {
  readonly user: DirectoryUser;
  readonly customer: Customer;
  readonly pair: SendPair;
  readonly text: string;
  /** A template that WhatsApp has approved: sent instead of the text. */
  readonly content?: { readonly contentSid: string; readonly contentVariables: string };
  /** A template of WhatsApp's channel that WhatsApp has not approved: it goes as a text. */
  readonly unapproved?: UnapprovedTemplate;
}

const refused = (code: SendRefusal['code'], message: string): SendRefusal => ({ code, message });

/**
 * Finds out who writes what to whom from where, or why not. The org has asked whether the user may edit the record; the record is read here, live.
 * That there is such a user, active, may be as old as `CACHE_TTL_MS`: a Flow sends hundreds for one user, and the org has signed for them as active
 * when it asked. Rejects with a GatewayError when the org or Twilio cannot be asked.
 */
export function prepareSend({ results, users, recipients, ...deps }: PrepareSendDeps) {
  const choose = chooseNumber(deps);
  const say = contentOf(deps);
  return async ({ userId, request }: SendTask): Promise<PreparedSend | SendRefusal> => {
    const user = await users.userWithId(userId);
    if (!user?.isActive) return refused('not_allowed', 'The user who sends is not active in this org.');
    const customer = await recipients.read(request.recordId, userId);
    if (!customer) return refused('unknown_record', 'There is no such Contact or Lead, or the Lead was converted.');
    const address = addressOf(customer, request);
    if ('code' in address) return address;
    await results.addressed(request.clientKey, formatAddress(address));
    const { channel } = request;
    const number = await choose({ worker: user.worker, address, wanted: request.fromNumber });
    if (number === undefined) return refused('no_business_number', noBusinessNumber(channel, request.fromNumber));
    const said = await say({ request, customer });
    if ('code' in said) return said;
    return { user, customer, pair: { customer: address, business: { channel, number } }, ...said };
  };
}

function addressOf({ phones }: Customer, { channel, toNumber }: SendTask['request']): Address | SendRefusal {
  const number = toNumber === undefined ? phones[0] : phones.find((one) => one === toNumber);
  if (number !== undefined) return { channel, number };
  if (toNumber !== undefined) return refused('no_number', `${toNumber} is not among the record's numbers that can be texted.`);
  return refused('no_number', 'The record has no number that can be texted.');
}

const CHANNELS: Readonly<Record<PhoneChannel, string>> = { sms: 'SMS', whatsapp: 'WhatsApp' };

const noBusinessNumber = (channel: PhoneChannel, wanted: string | undefined): string =>
  wanted === undefined
    ? `There is no number to send ${CHANNELS[channel]} messages from. An admin adds one as a Frontline Number.`
    : `${wanted} is no number of this user, nor everybody's, for ${CHANNELS[channel]} messages.`;

type Said = Pick<PreparedSend, 'text' | 'content' | 'unapproved'>;

/** What is said: the text as it is, or a template filled in. */
function contentOf({ templates, extraFields, approvals }: Pick<PrepareSendDeps, 'templates' | 'extraFields' | 'approvals'>) {
  const fill = fillTemplate({ approvals });
  return async ({
    request,
    customer,
  }: {
    readonly request: SendTask['request'];
    readonly customer: Customer;
  }): Promise<Said | SendRefusal> => {
    if (request.template === undefined) return { text: request.text ?? '' };
    const template = (await templates.all()).find(({ name }) => name === request.template);
    if (!template) return refused('unknown_template', `There is no active Frontline Template called ${request.template}.`);
    const merged = await mergeValues({ directory: { details: () => Promise.resolve(customer) }, extraFields })('', customer.id, [template]);
    const filled = await fill(template, merged ?? { values: new Map() }, request.channel);
    if ('missing' in filled)
      return refused('template_incomplete', `The template needs what the record does not have: ${filled.missing.join(', ')}.`);
    const { text, content } = filled;
    if (request.channel !== 'whatsapp') return { text };
    if (content?.approval === 'approved') {
      const { contentSid, contentVariables } = content;
      return { text, content: { contentSid, contentVariables } };
    }
    // A template that WhatsApp has not approved is a text like any other.
    return { text, unapproved: { name: template.name, state: content?.approval ?? 'no_content' } };
  };
}

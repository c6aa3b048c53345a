import type { PhoneChannel } from '../directory/address.ts';
import { fillTemplate, type FilledTemplate, type Filling } from './fill-template.ts';
import type { ContentApprovals } from './content-approvals.ts';
import { inLanguage } from './in-language.ts';
import { mergeValues, type MergeValuesDeps } from './merge-values.ts';
import type { TemplateSource } from './template.ts';

export interface OfferTemplatesDeps extends MergeValuesDeps {
  readonly templates: TemplateSource;
  readonly approvals: ContentApprovals;
}

export interface OfferRequest {
  readonly worker: string;
  readonly customerId: string;
  readonly channel: PhoneChannel;
  /** Of WhatsApp: whether the customer wrote in the last 24 hours, so that any text may be sent. */
  readonly isWindowOpen: boolean;
}

export interface Offer {
  readonly offered: readonly FilledTemplate[];
  /** Left out because a merge field has no value. */
  readonly incomplete: readonly Extract<Filling, { missing: readonly string[] }>[];
}

/**
 * The templates that a rep may send to a customer now, filled in, in the admin's order and the customer's language. Outside WhatsApp's
 * window these are only such as WhatsApp has approved: since 2025-04-01 nothing else is delivered (https://www.twilio.com/docs/api/errors/63016).
 * Answers undefined when the worker has no such customer; rejects when Salesforce or, for WhatsApp, Twilio fails.
 */
export function offerTemplates({ templates, approvals, ...deps }: OfferTemplatesDeps) {
  const merged = mergeValues(deps);
  const fill = fillTemplate({ approvals });
  return async ({ worker, customerId, channel, isWindowOpen }: OfferRequest): Promise<Offer | undefined> => {
    const all = await templates.all();
    const values = await merged(worker, customerId, all);
    if (!values) return undefined;
    const fillings = await Promise.all(inLanguage(all, values.language).map((template) => fill(template, values, channel)));
    const filled = fillings.filter((filling) => 'text' in filling);
    const needsApproval = channel === 'whatsapp' && !isWindowOpen;
    return {
      offered: needsApproval ? filled.filter(({ content }) => content?.approval === 'approved') : filled,
      incomplete: fillings.filter((filling) => 'missing' in filling),
    };
  };
}

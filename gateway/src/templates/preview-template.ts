import type { PhoneChannel } from '../directory/address.ts';
import type { DirectoryUser } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import type { ApprovalState } from './content-approvals.ts';
import { fillTemplate } from './fill-template.ts';
import { mergeValues } from './merge-values.ts';
import type { OfferTemplatesDeps } from './offer-templates.ts';

/** Finds users by their id. Rejects with a GatewayError when that fails. */
export interface UsersById {
  userWithId(id: string): Promise<DirectoryUser | undefined>;
}

export interface PreviewTemplateDeps extends OfferTemplatesDeps {
  readonly users: UsersById;
}

export interface PreviewRequest {
  /** Id of the Salesforce user who asks. */
  readonly userId: string;
  readonly customerId: string;
  readonly templateName: string;
  readonly channel: PhoneChannel;
}

/** What would be sent, or why nothing. */
export type TemplatePreview =
  | {
      readonly status: 'ready';
      readonly text: string;
      readonly contentSid?: string;
      readonly contentVariables?: string;
      readonly approval?: ApprovalState;
      /** Whether it may be sent when the customer has not written for 24 hours; always for SMS. */
      readonly outsideWindow: boolean;
    }
  | { readonly status: 'incomplete'; readonly missing: readonly string[] };

/**
 * What a template would send to one of the acting user's own customers. It sends nothing.
 * @throws GatewayError `forbidden` for a user who is no active rep, `not_found` for a template or a customer that is not there or another
 * rep's; transient when Salesforce or Twilio fails
 */
export function previewTemplate({ users, templates, approvals, ...deps }: PreviewTemplateDeps) {
  const merged = mergeValues(deps);
  const fill = fillTemplate({ approvals });
  return async ({ userId, customerId, templateName, channel }: PreviewRequest): Promise<TemplatePreview> => {
    const user = await users.userWithId(userId);
    if (!user?.isActive || user.worker === undefined) throw new GatewayError('forbidden', 'The acting user is no active rep.');
    const template = (await templates.all()).find(({ name }) => name === templateName);
    if (!template) throw new GatewayError('not_found', 'There is no active template of that name.');
    const values = await merged(user.worker, customerId, [template]);
    if (!values) throw new GatewayError('not_found', 'The acting user has no such customer.');
    const filled = await fill(template, values, channel);
    if ('missing' in filled) return { status: 'incomplete', missing: filled.missing };
    const { text, content } = filled;
    return { status: 'ready', text, outsideWindow: channel === 'sms' || content?.approval === 'approved', ...content };
  };
}

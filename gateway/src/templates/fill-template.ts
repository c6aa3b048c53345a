import type { PhoneChannel } from '../directory/address.ts';
import type { ApprovalState, ContentApprovals } from './content-approvals.ts';
import type { Merged } from './merge-values.ts';
import { renderTemplate } from './render-template.ts';
import type { Template } from './template.ts';

/** What a template would send. */
export interface FilledTemplate {
  readonly template: Template;
  readonly text: string;
  /** For WhatsApp, where the template has a Content SID: what is sent instead of the text, and whether it may be outside the window. */
  readonly content?: {
    readonly contentSid: string;
    /** JSON, as Twilio takes it. */
    readonly contentVariables: string;
    readonly approval: ApprovalState;
  };
}

export type Filling = FilledTemplate | { readonly template: Template; readonly missing: readonly string[] };

/** Fills a template for a customer and a channel; the approval is asked for WhatsApp alone. Rejects when Twilio cannot be asked for it. */
export function fillTemplate({ approvals }: { readonly approvals: ContentApprovals }) {
  return async (template: Template, { values }: Pick<Merged, 'values'>, channel: PhoneChannel): Promise<Filling> => {
    const { text, variables = {}, contentSid, language } = template;
    const rendered = renderTemplate(text, values, language);
    const filled = Object.entries(variables).map(([name, variable]) => [name, renderTemplate(variable, values, language)] as const);
    const all = channel === 'whatsapp' && contentSid !== undefined ? [rendered, ...filled.map(([, one]) => one)] : [rendered];
    const missing = [...new Set(all.flatMap((one) => ('missing' in one ? one.missing : [])))];
    if (missing.length > 0 || !('text' in rendered)) return { template, missing };
    if (channel !== 'whatsapp' || contentSid === undefined) return { template, text: rendered.text };
    const contentVariables = JSON.stringify(Object.fromEntries(filled.map(([name, one]) => [name, 'text' in one ? one.text : ''])));
    return { template, text: rendered.text, content: { contentSid, contentVariables, approval: await approvals.stateOf(contentSid) } };
  };
}

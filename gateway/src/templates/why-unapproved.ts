import type { ApprovalState } from './content-approvals.ts';

/** A template that WhatsApp has not approved, so that it goes out as a text like any other. */
export interface UnapprovedTemplate {
  readonly name: string;
  /** `no_content`: it names no content at Twilio, so WhatsApp was never asked. */
  readonly state: Exclude<ApprovalState, 'approved'> | 'no_content';
}

// As Twilio explains them: https://www.twilio.com/docs/whatsapp/tutorial/message-template-approvals-statuses
const WHY: Readonly<Record<UnapprovedTemplate['state'], string>> = {
  pending: 'is not approved by WhatsApp yet: it is pending',
  rejected: 'is not approved: WhatsApp has rejected it',
  paused: 'is not approved any more: WhatsApp has paused it, because of what customers said of it',
  disabled: 'is not approved any more: WhatsApp has disabled it',
  unsubmitted: 'is not approved: it was never submitted to WhatsApp',
  missing: 'is not approved: Twilio has no content with its WhatsApp Content Sid',
  unknown: 'is not approved by WhatsApp',
  no_content: 'is not approved: it has no WhatsApp Content Sid',
};

/** Says for a person that a template is not approved, and why, as far as that is known: a clause without a full stop. */
export const whyUnapproved = ({ name, state }: UnapprovedTemplate): string => `The template ${name} ${WHY[state]}`;

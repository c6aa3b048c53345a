import type { z } from 'zod';
import type { contentSchema } from './content-schema.ts';

export type ContentDraft = z.output<typeof contentSchema>;

/** A content template. https://www.twilio.com/docs/content */
export type Content = ContentDraft & {
  sid: string;
  sequence: number;
  dateCreated: number;
  dateUpdated: number;
  approval: { name: string; category: string; status: ApprovalStatus; rejectionReason: string };
};

/**
 * What WhatsApp says of a template: `received` by Twilio, `pending` at Meta, then its verdict; an approved one may be `paused` or `disabled`
 * later. https://www.twilio.com/docs/whatsapp/tutorial/message-template-approvals-statuses
 */
export const approvalStatuses = ['unsubmitted', 'received', 'pending', 'approved', 'rejected', 'paused', 'disabled'] as const;

export type ApprovalStatus = (typeof approvalStatuses)[number];

export type ContentLibrary = Map<string, Content>;

import type { z } from 'zod';
import type { contentSchema } from './content-schema.ts';

export type ContentDraft = z.output<typeof contentSchema>;

/** A content template. https://www.twilio.com/docs/content */
export type Content = ContentDraft & {
  sid: string;
  sequence: number;
  dateCreated: number;
  dateUpdated: number;
  approval: { name: string; category: string; status: 'unsubmitted' | 'received' | 'approved' };
};

export type ContentLibrary = Map<string, Content>;

import { z } from 'zod';

/** What a pre hook may change about the thing to be made. */
const changesSchema = z.object({
  friendly_name: z.string().optional(),
  attributes: z.string().optional(),
  body: z.string().optional(),
  author: z.string().optional(),
});

export type PreChanges = z.output<typeof changesSchema>;
export type PreAnswer = { allowed: true; changes: PreChanges } | { allowed: false; reason: string };

/** Reads a pre hook's 2xx answer. Empty or unreadable: the action goes on unchanged. */
export const parsePreAnswer = (body: Buffer): PreAnswer => {
  try {
    const changes = changesSchema.safeParse(JSON.parse(body.toString('utf8')));
    return { allowed: true, changes: changes.success ? changes.data : {} };
  } catch {
    return { allowed: true, changes: {} };
  }
};

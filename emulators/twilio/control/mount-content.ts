import type { Router } from 'express';
import { z } from 'zod';
import { approvalStatuses } from '../content/content-library.ts';
import type { ControlDeps } from './control-deps.ts';

const pathSchema = z.object({ contentSid: z.string() });
const approvalSchema = z.strictObject({ status: z.enum(approvalStatuses), rejectionReason: z.string().default('') });

/** WhatsApp's verdict on a content template, which on the platform somebody at Meta gives. */
export const mountContent = (router: Router, { world }: Pick<ControlDeps, 'world'>): void => {
  router.put('/content/:contentSid/approval', (request, response) => {
    const content = world.content.get(pathSchema.parse(request.params).contentSid);
    if (!content) return void response.status(404).json({ error: 'there is no such content' });
    Object.assign(content.approval, approvalSchema.parse(request.body ?? {}));
    response.status(204).end();
  });
};

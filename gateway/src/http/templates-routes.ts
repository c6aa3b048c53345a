import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import type { previewTemplate } from '../templates/preview-template.ts';
import { actingUserOf } from './acting-user.ts';
import { readInput } from './read-input.ts';
import { signedJson } from './signed-json.ts';

const MAX_BODY_BYTES = 4_096;

const previewRequest = z.strictObject({
  customerId: z.string().regex(/^(003|00Q|001)[0-9a-zA-Z]{12}(?:[0-9a-zA-Z]{3})?$/, 'must be the Id of a Contact, a Lead or an Account'),
  templateName: z.string().regex(/^[A-Za-z]\w{0,39}$/, 'must be the DeveloperName of a template'),
  channel: z.enum(['sms', 'whatsapp']),
});

export interface TemplatesRoutesDeps {
  readonly preview: ReturnType<typeof previewTemplate>;
  readonly requireUser: RequestHandler;
}

/**
 * What Salesforce asks about templates. Mounted at `/salesforce/v1/templates`, behind the service token, for the user for whom the org signs
 * (docs/decisions/005): a preview shows that user no more than the app shows them.
 */
export function templatesRoutes({ preview, requireUser }: TemplatesRoutesDeps): Router {
  const router = Router();
  router.use(...signedJson({ limit: MAX_BODY_BYTES }), requireUser);
  router.post('/preview', async (request, response) => {
    const { userId } = actingUserOf(request);
    response.set('Cache-Control', 'no-store').json(await preview({ ...readInput(previewRequest, request.body), userId }));
  });
  return router;
}

import { json, Router, type Request } from 'express';
import { z } from 'zod';
import { GatewayError } from '../errors.ts';
import type { previewTemplate } from '../templates/preview-template.ts';
import { readInput } from './read-input.ts';
import { requireJson } from './require-json.ts';

const MAX_BODY_BYTES = 4_096;
const USER = /^005[0-9a-zA-Z]{15}$/;

const previewRequest = z.strictObject({
  customerId: z.string().regex(/^(003|00Q|001)[0-9a-zA-Z]{12}(?:[0-9a-zA-Z]{3})?$/, 'must be the Id of a Contact, a Lead or an Account'),
  templateName: z.string().regex(/^[A-Za-z]\w{0,39}$/, 'must be the DeveloperName of a template'),
  channel: z.enum(['sms', 'whatsapp']),
});

export interface TemplatesRoutesDeps {
  readonly preview: ReturnType<typeof previewTemplate>;
}

/**
 * What Salesforce asks about templates. Mounted at `/salesforce/v1/templates`, behind the service token, which is what vouches for the acting
 * user in `X-Frontline-User` (docs/decisions/005): a preview shows that user no more than the app shows them.
 */
export function templatesRoutes({ preview }: TemplatesRoutesDeps): Router {
  const router = Router();
  router.use(requireJson, json({ limit: MAX_BODY_BYTES }));
  router.post('/preview', async (request, response) => {
    const userId = actingUser(request);
    response.set('Cache-Control', 'no-store').json(await preview({ ...readInput(previewRequest, request.body), userId }));
  });
  return router;
}

function actingUser(request: Request): string {
  const user = request.get('X-Frontline-User') ?? '';
  if (!USER.test(user)) throw new GatewayError('bad_request', 'X-Frontline-User: the Id of the acting user, 18 characters.');
  return user;
}

import { Router } from 'express';
import { z } from 'zod';
import type { Org } from '../org.ts';

const credential = z.strictObject({ url: z.url(), headers: z.record(z.string(), z.string()).default({}) });

const call = z.strictObject({ user: z.string(), params: z.record(z.string(), z.unknown()).default({}) });

/**
 * What a page or an admin does with the package's code, for which the platform has no public address: calls of `@AuraEnabled` methods, by
 * the name of the user, and named credentials.
 */
export const codeControls = (org: Org): Router => {
  const router = Router();
  router.put('/named-credentials/:name', (request, response) => {
    const parsed = credential.safeParse(request.body);
    if (parsed.success) org.namedCredentials.set(request.params.name, parsed.data);
    response.status(parsed.success ? 200 : 400).json(parsed.success ? parsed.data : { error: z.prettifyError(parsed.error) });
  });
  router.post('/apex/:className/:methodName', async (request, response) => {
    const { className, methodName } = request.params;
    const parsed = call.safeParse(request.body);
    const user = parsed.success ? org.database.findBy('User', 'Username', [parsed.data.user])[0] : undefined;
    if (!parsed.success || !user || !org.code) {
      response.status(400).json({ error: parsed.success ? `no user ${parsed.data.user}, or no code` : z.prettifyError(parsed.error) });
      return;
    }
    try {
      const result = await org.code.controller({ className, methodName, params: parsed.data.params, userId: String(user['Id']) });
      response.status('exception' in result ? 500 : 200).json(result);
    } catch (error) {
      response.status(404).json({ error: error instanceof Error ? error.message : String(error) });
    }
  });
  return router;
};

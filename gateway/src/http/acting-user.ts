import type { Request, RequestHandler } from 'express';
import type { ActingUser, verifyActingUser } from '../sending/verify-acting-user.ts';
import { bodyHashOf } from './signed-json.ts';

const users = new WeakMap<Request, ActingUser>();

/**
 * Lets pass only what the org has signed for one of its users (docs/decisions/005). Stands behind the service token and `signedJson`.
 * The path is the one that came, before any rewriting here; a proxy that strips a prefix strips what Salesforce did not sign.
 */
export function requireActingUser(verify: ReturnType<typeof verifyActingUser>): RequestHandler {
  return (request, _response, next) => {
    const { headers, method, originalUrl } = request;
    const [path = ''] = originalUrl.split('?', 1);
    users.set(request, verify({ headers, method, path, bodyHash: bodyHashOf(request) }));
    next();
  };
}

/** Who acts. Throws a plain error on a route that does not ask for it: a mistake of ours. */
export function actingUserOf(request: Request): ActingUser {
  const user = users.get(request);
  if (user === undefined) throw new Error('this route does not require an acting user');
  return user;
}

import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';

// Somebody else's id goes into our log: bounded in length and alphabet.
const ACCEPTABLE = /^[\w.-]{8,64}$/;

const ids = new WeakMap<Request, string>();

/** Gives each request an id, the caller's own if it brought a decent one, and answers it in `X-Request-Id`. */
export const assignRequestId: RequestHandler = (request, response, next) => {
  const brought = request.get('X-Request-Id');
  const id = brought !== undefined && ACCEPTABLE.test(brought) ? brought : randomUUID();
  ids.set(request, id);
  response.set('X-Request-Id', id);
  next();
};

/** The id of a request; callers quote it, and the log has it. */
export function requestIdOf(request: Request): string {
  return ids.get(request) ?? 'none';
}

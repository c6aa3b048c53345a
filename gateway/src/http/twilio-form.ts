import { raw, type RequestHandler } from 'express';
import { z } from 'zod';
import { GatewayError } from '../errors.ts';

/** Parameters of a form: a name that came more than once has a list, in the order of arrival. */
export type FormParams = Readonly<Record<string, string | string[]>>;

// A 32 KB message of emoji is 98 KB percent-encoded; attributes and media lists come on top. Far above both.
export const MAX_BODY_BYTES = 1_048_576;

// Twilio's documentation also spells the type without `form-`.
const FORM_TYPES = ['application/x-www-form-urlencoded', 'application/x-www-urlencoded'];

/** Refuses what is not a form (415), then reads the body's bytes, up to 1 MB (413). */
export const rawForm: readonly RequestHandler[] = [
  (request, _response, next) => {
    if (request.is(FORM_TYPES) === false) {
      throw new GatewayError('unsupported_media_type', 'Twilio callbacks are forms: application/x-www-form-urlencoded.');
    }
    next();
  },
  raw({ type: FORM_TYPES, limit: MAX_BODY_BYTES }),
];

const bytes = z.instanceof(Buffer).catch(Buffer.alloc(0));

/** The parameters in the bytes of a form. */
export function parseForm(body: unknown): FormParams {
  const params = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(bytes.parse(body).toString('utf8'))) {
    const earlier = params.get(name);
    params.set(name, earlier === undefined ? value : [...(typeof earlier === 'string' ? [earlier] : earlier), value]);
  }
  return Object.fromEntries(params);
}

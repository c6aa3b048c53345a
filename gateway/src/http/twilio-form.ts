import { raw, type RequestHandler } from 'express';
import { z } from 'zod';
import { GatewayError } from '../errors.ts';

/** Parameters of a form: a name that came more than once has a list, in the order of arrival. */
export type FormParams = Readonly<Record<string, string | string[]>>;

// A 32 KB message of emoji is 98 KB percent-encoded; attributes and media lists come on top. Far above both.
export const MAX_BODY_BYTES = 1_048_576;

// The richest webhook has some thirty. Parsing and hashing more would be work that anybody could order.
const MAX_PARAMETERS = 500;

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
  raw({ type: () => true, limit: MAX_BODY_BYTES }), // it would look at the type once more
];

const bytes = z.instanceof(Buffer).catch(Buffer.alloc(0));

/**
 * The parameters in the bytes of a form.
 * @throws GatewayError `bad_request` for more parameters than any webhook has: whoever sends them has proved nothing yet
 */
export function parseForm(body: unknown): FormParams {
  const text = bytes.parse(body).toString('utf8');
  if (hasMoreThan(text, '&', MAX_PARAMETERS)) throw new GatewayError('bad_request', 'The form has too many parameters.');
  const lists = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const list = lists.get(name);
    if (list) list.push(value);
    else lists.set(name, [value]);
  }
  return Object.fromEntries([...lists].map(([name, list]) => [name, list.length === 1 ? (list[0] ?? '') : list]));
}

function hasMoreThan(text: string, sign: string, limit: number): boolean {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0 && count <= limit; at = text.indexOf(sign, at + 1)) count += 1;
  return count > limit;
}

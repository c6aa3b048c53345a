import type { Request } from 'express';
import { GatewayError } from '../errors.ts';
import { parseOperator } from '../operations/operator-name.ts';

const SALESFORCE_USER = /^005[0-9a-zA-Z]{15}$/;

/**
 * Who acts, as the caller says: `X-Frontline-Operator` from the command line, the acting user from Salesforce. It is no proof of
 * identity - the token is what lets a caller in - but a change that nobody signs is refused.
 * @throws GatewayError `bad_request` when neither is there
 */
export function operatorOf(request: Request): string {
  const operator = parseOperator(request.get('X-Frontline-Operator') ?? '');
  if (operator !== undefined) return operator;
  const user = request.get('X-Frontline-User');
  if (user !== undefined && SALESFORCE_USER.test(user)) return `Salesforce user ${user}`;
  throw new GatewayError(
    'bad_request',
    "X-Frontline-Operator: say who you are, in 1 to 100 characters; letters beyond ASCII as UTF-8''Ren%C3%A9 (RFC 8187).",
  );
}

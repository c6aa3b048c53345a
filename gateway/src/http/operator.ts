import type { Request } from 'express';
import { GatewayError } from '../errors.ts';

// Goes into the audit log and onto terminals: bounded, and nothing that could move a cursor.
const OPERATOR = /^[\x21-\x7e](?:[\x20-\x7e]{0,98}[\x21-\x7e])?$/;
const SALESFORCE_USER = /^005[0-9a-zA-Z]{15}$/;

/**
 * Who acts, as the caller says: `X-Frontline-Operator` from the command line, the acting user from Salesforce. It is no proof of
 * identity - the token is what lets a caller in - but a change that nobody signs is refused.
 * @throws GatewayError `bad_request` when neither is there
 */
export function operatorOf(request: Request): string {
  const operator = request.get('X-Frontline-Operator')?.trim();
  if (operator !== undefined && OPERATOR.test(operator)) return operator;
  const user = request.get('X-Frontline-User');
  if (user !== undefined && SALESFORCE_USER.test(user)) return `Salesforce user ${user}`;
  throw new GatewayError('bad_request', 'X-Frontline-Operator: say who you are, in 1 to 100 printable ASCII characters.');
}

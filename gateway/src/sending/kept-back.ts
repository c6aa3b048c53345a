import { GatewayError } from '../errors.ts';
import type { SendObjection } from './send-guard.ts';

/**
 * An objection as an answer to whoever asked: the reason is for the person, and not for logs, because an admin may have written it.
 * @param code `send_refused` for a message, `forbidden` for a conversation
 */
export const keptBack = (code: 'send_refused' | 'forbidden', { code: why, message }: SendObjection): GatewayError =>
  new GatewayError(code, `Nothing may be sent to this customer now: ${why}.`, { friendlyMessage: message });

import { GatewayError } from '../errors.ts';

/** A refusal that the app shows to the rep: `{"friendly_error_message"}` under status 400. Nothing else of it is meant for people. */
export const refusal = (message: string): GatewayError => new GatewayError('bad_request', message, { friendlyMessage: message });

import type { Request, RequestHandler, Response } from 'express';
import { GatewayError } from '../errors.ts';
import { parseForm, type FormParams } from './twilio-form.ts';

export interface VerifyTwilioOptions {
  readonly isSigned: (request: { signature: string | undefined; pathAndQuery: string; params: FormParams }) => boolean;
  readonly accountSid: string;
  /** Our Conversations service; when absent, any service of the account is ours. */
  readonly conversationsServiceSid?: string | undefined;
}

const paramsOf = new WeakMap<Request, FormParams>();

/**
 * Lets pass only what Twilio signed for this account and Conversations service; everything else is 403 and learns nothing.
 * Runs on the raw bytes of the form, before anything else reads them.
 */
export function verifyTwilio({ isSigned, accountSid, conversationsServiceSid }: VerifyTwilioOptions): RequestHandler {
  return function verifyTwilioSignature(request: Request, _response: Response, next) {
    const params = parseForm(request.body);
    if (!isSigned({ signature: request.get('X-Twilio-Signature'), pathAndQuery: request.originalUrl, params })) {
      throw new GatewayError('forbidden', 'The request is not signed by Twilio.');
    }
    if (isForeign(params.AccountSid, accountSid)) throw new GatewayError('forbidden', 'The request is for another account.');
    const services = [params.ChatServiceSid, params.ConversationServiceSid];
    if (conversationsServiceSid !== undefined && services.some((service) => isForeign(service, conversationsServiceSid))) {
      throw new GatewayError('forbidden', 'The request is for another Conversations service.');
    }
    paramsOf.set(request, params);
    next();
  };
}

/** Frontline's own callbacks carry no SIDs, so an absent one is not foreign: the signature has proved the account. */
function isForeign(value: string | string[] | undefined, ours: string): boolean {
  return value !== undefined && value !== '' && value !== ours;
}

/** The parameters of a request that has passed `verifyTwilio`. */
export function verifiedParams(request: Request): FormParams {
  const params = paramsOf.get(request);
  if (!params) throw new Error('verifiedParams() was called on a request that was not verified');
  return params;
}

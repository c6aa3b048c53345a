import type { Engine } from '../../engine.ts';
import { type CalloutAnswer, PendingCallout } from '../../pending-callout.ts';
import { ApexError } from '../../values/apex-error.ts';
import { type HttpRequest, HttpResponse } from './http-message.ts';

const toResponse = (answer: CalloutAnswer): HttpResponse => {
  if ('failure' in answer) throw new ApexError('CalloutException', answer.failure);
  const response = new HttpResponse();
  response.statusCode = answer.status;
  response.status = answer.reason;
  response.body = answer.body;
  for (const [name, value] of answer.headers) response.headers.set(name, value);
  return response;
};

/** The answer to a callout: known when the transaction runs again after it; else the attempt ends here with PendingCallout. */
export const hostCallout = (engine: Engine, request: HttpRequest): HttpResponse => {
  const context = engine.context();
  const answer = context.witness((): CalloutAnswer => {
    const { method, endpoint, body, timeoutMs } = request;
    const headers = request.headers.entries();
    throw new PendingCallout({ method: method ?? 'GET', endpoint: endpoint ?? '', headers, body, timeoutMs, userId: context.userId });
  });
  return toResponse(answer);
};

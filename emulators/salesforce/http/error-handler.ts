import type { ErrorRequestHandler, Response } from 'express';
import { PlatformError } from '../platform-error.ts';
import { errorResponse } from './error-response.ts';
import { OauthError } from './oauth-error.ts';

/** What a body parser throws when the text is no JSON, or too long. */
const isUnreadableBody = (error: unknown): error is Error =>
  error instanceof Error && 'type' in error && String(error.type).startsWith('entity.');

const toPlatformError = (error: unknown): PlatformError => {
  if (error instanceof PlatformError) return error;
  if (isUnreadableBody(error)) return new PlatformError({ errorCode: 'JSON_PARSER_ERROR', message: error.message });
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new PlatformError({ status: 500, errorCode: 'UNKNOWN_EXCEPTION', message: `An unexpected error occurred: ${message}` });
};

const answer = (error: unknown, response: Response) => {
  if (!(error instanceof OauthError)) {
    const { status, body } = errorResponse(toPlatformError(error));
    response.status(status).json(body);
  } else if (error.error === 'Bad_OAuth_Token') {
    response.status(error.status).type('html').send(error.error);
  } else {
    response.status(error.status).json({ error: error.error, error_description: error.message });
  }
};

/** The last handler: the token endpoint's form of error, or the API's; an unforeseen one is 500 with its stack, as this is a laptop. */
export const errorHandler = (): ErrorRequestHandler => {
  const handle = (...[error, , response, next]: Parameters<ErrorRequestHandler>) => {
    if (response.headersSent) next(error);
    else answer(error, response);
  };
  // Express knows an error handler by its four declared parameters, of which a rest parameter declares none.
  return Object.defineProperty(handle, 'length', { value: 4 });
};

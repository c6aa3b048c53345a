import type { ErrorRequestHandler, Request, Response } from 'express';

export type Failure = { error: unknown; request: Request; response: Response };

/** An Express error handler out of a function that answers a failure, or returns false to leave it to the next handler. */
export const errorHandler = (answer: (failure: Failure) => boolean): ErrorRequestHandler => {
  const handler = (...[error, request, response, next]: Parameters<ErrorRequestHandler>) => {
    if (!answer({ error, request, response })) next(error);
  };
  // Express tells error handlers from others by their four declared parameters.
  return Object.defineProperty(handler, 'length', { value: 4 });
};

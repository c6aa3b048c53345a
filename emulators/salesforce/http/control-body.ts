import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';

const hasBody = ({ headers }: Request) => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const refuseOthers: RequestHandler = (request, response, next) => {
  if (!hasBody(request) || request.is('json')) next();
  else response.status(415).json({ error: 'send JSON with Content-Type: application/json (curl: -H "Content-Type: application/json")' });
};

const explain = (...[error, , response, next]: Parameters<ErrorRequestHandler>) => {
  if (error instanceof Error && 'type' in error && 'status' in error) {
    const isBroken = error.type === 'entity.parse.failed';
    response.status(Number(error.status)).json({ error: isBroken ? `the body is not valid JSON: ${error.message}` : error.message });
  } else next(error);
};

/** Reads JSON; what is something else, or cannot be read, is answered with what is wrong, in JSON. */
export const controlBody = (): (RequestHandler | ErrorRequestHandler)[] => [
  refuseOthers,
  express.json(),
  // Express knows an error handler by its four declared parameters, of which a rest parameter declares none.
  Object.defineProperty(explain, 'length', { value: 4 }),
];

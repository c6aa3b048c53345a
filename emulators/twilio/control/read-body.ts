import express from 'express';
import type { Request, RequestHandler } from 'express';

/** A body that the control API does not take; `status` is what the answer has. */
export class UnusableBody extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'UnusableBody';
    this.status = status;
  }
}

const wrongType = 'send a form, or JSON with Content-Type: application/json (curl: -H "Content-Type: application/json")';

const hasBody = ({ headers }: Request) => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Curl sends `-d` as a form, whatever is in it. */
const isJsonAsForm = (request: Request) =>
  Boolean(request.is('urlencoded')) && Object.keys(request.body as object).some((name) => /^\s*[[{]/.test(name));

const refuseOthers: RequestHandler = (request, _response, next) => {
  if (hasBody(request) && !request.is(['json', 'urlencoded'])) throw new UnusableBody(415, `The body has another type: ${wrongType}`);
  if (isJsonAsForm(request)) throw new UnusableBody(415, `The body is JSON, sent as a form: ${wrongType}`);
  next();
};

/** Reads a form or JSON into `request.body`. Anything else is refused with an UnusableBody; what is broken, with the parser's own error. */
export const readBody = (): RequestHandler[] => [
  express.urlencoded({ extended: false, limit: '1mb' }),
  express.json({ limit: '25mb' }),
  refuseOthers,
];

/** Why a body could not be read, or a path be decoded, and the status that says so; undefined for any other error. */
export const unusable = (error: unknown): { status: number; message: string } | undefined => {
  if (error instanceof UnusableBody) return error;
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number' || error.status >= 500) return undefined;
  const isBrokenJson = 'type' in error && error.type === 'entity.parse.failed';
  return { status: error.status, message: isBrokenJson ? `The body is not valid JSON: ${error.message}` : error.message };
};

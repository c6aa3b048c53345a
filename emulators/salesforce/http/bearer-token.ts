import type { Request } from 'express';

/** The token of `Authorization: Bearer ...`; `OAuth` is the platform's older word for it. */
export const bearerToken = (request: Request): string | undefined =>
  /^(?:Bearer|OAuth) (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];

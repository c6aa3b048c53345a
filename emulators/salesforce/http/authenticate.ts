import type { Request, RequestHandler } from 'express';
import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import type { Session } from '../sessions.ts';
import { bearerToken } from './bearer-token.ts';

const expired = () => new PlatformError({ status: 401, errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' });

const exhausted = () => new PlatformError({ status: 403, errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' });

const sessionOf = (org: Org, request: Request): Session => {
  const session = org.sessions.find(bearerToken(request) ?? '');
  if (!session) throw expired();
  if (!org.limits.use()) throw exhausted();
  return session;
};

const limitInfo = (org: Org) => {
  const { max, used } = org.limits.dailyApiRequests;
  return `api-usage=${used}/${max}`;
};

/** Lets pass only a session with some of the day's requests left; leaves its user in `response.locals.userId`. */
export const authenticate =
  (org: Org): RequestHandler =>
  (request, response, next) => {
    response.locals['userId'] = sessionOf(org, request).userId;
    response.set('Sforce-Limit-Info', limitInfo(org));
    next();
  };

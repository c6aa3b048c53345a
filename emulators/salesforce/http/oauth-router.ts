import express, { type Request, Router } from 'express';
import { z } from 'zod';
import type { Row } from '../database/database.ts';
import type { Org } from '../org.ts';
import { bearerToken } from './bearer-token.ts';
import { OauthError } from './oauth-error.ts';
import { type AssertionDeps, verifyAssertion } from './verify-assertion.ts';

export type OauthDeps = AssertionDeps & { readonly instanceUrl: () => string };

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const form = z.record(z.string(), z.string()).catch({});

const identityUrl = ({ org, instanceUrl }: OauthDeps, userId: string) => `${instanceUrl()}/id/${org.id}/${userId}`;

const issueToken = (deps: OauthDeps, body: unknown) => {
  const { grant_type: grantType, assertion } = form.parse(body);
  if (grantType !== JWT_BEARER) throw new OauthError('unsupported_grant_type', 'grant type not supported');
  const { user, client } = verifyAssertion(deps)(assertion ?? '');
  const userId = String(user['Id']);
  const { token } = deps.org.sessions.open({ userId, clientId: client.clientId });
  return { access_token: token, scope: 'api', instance_url: deps.instanceUrl(), id: identityUrl(deps, userId), token_type: 'Bearer' };
};

const sessionUser = (org: Org, request: Request): Row => {
  const session = org.sessions.find(bearerToken(request) ?? '');
  const user = session && org.database.get('User', session.userId);
  if (!user) throw new OauthError('Bad_OAuth_Token', 'Bad_OAuth_Token', 403);
  return user;
};

/** OpenID Connect's user info, under the names that clients of the platform rely on. */
const userInfo = (deps: OauthDeps, user: Row) => {
  const id = String(user['Id']);
  const base = deps.instanceUrl();
  return {
    sub: identityUrl(deps, id),
    id: identityUrl(deps, id),
    user_id: id,
    organization_id: deps.org.id,
    username: user['Username'],
    preferred_username: user['Username'],
    display_name: user['Name'],
    name: user['Name'],
    email: user['Email'],
    active: user['IsActive'],
    locale: user['LocaleSidKey'],
    urls: {
      rest: `${base}/services/data/v{version}/`,
      sobjects: `${base}/services/data/v{version}/sobjects/`,
      query: `${base}/services/data/v{version}/query/`,
    },
  };
};

/** `/services/oauth2/...` and `/id/...`: the way in, and who one is. */
export const oauthRouter = (deps: OauthDeps): Router => {
  const router = Router();
  const urlencoded = express.urlencoded({ extended: false });
  router.post('/services/oauth2/token', urlencoded, (request, response) => {
    response.set('Cache-Control', 'no-store').json(issueToken(deps, request.body));
  });
  router.post('/services/oauth2/revoke', urlencoded, (request, response) => {
    const token = form.parse(request.body)['token'] ?? '';
    if (!deps.org.sessions.revoke(token)) throw new OauthError('unsupported_token_type', 'this token is not supported');
    response.status(200).end();
  });
  router.all(['/services/oauth2/userinfo', '/id/:org/:user'], (request, response) => {
    response.json(userInfo(deps, sessionUser(deps.org, request)));
  });
  return router;
};

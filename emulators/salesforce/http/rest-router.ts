import express, { type Request, type RequestHandler, Router } from 'express';
import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import type { ApiRequest } from './api-request.ts';
import { authenticate } from './authenticate.ts';
import { contentRouter } from './content-router.ts';
import { API_VERSIONS, createApi } from './create-api.ts';
import { notFound } from './error-response.ts';

/** REST API Developer Guide, "Limits": a request's address may have 16,384 characters. */
const MAX_URI = 16_384;

const refuseLongUris: RequestHandler = (request, response, next) => {
  if (request.originalUrl.length > MAX_URI)
    response.status(414).type('html').send('<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>');
  else next();
};

const versionList = () => API_VERSIONS.map((version) => ({ label: version, url: `/services/data/${version}`, version: version.slice(1) }));

const resources = (version: string) =>
  Object.fromEntries(
    ['sobjects', 'query', 'queryAll', 'search', 'composite', 'limits'].map((name) => [name, `/services/data/${version}/${name}`]),
  );

const readRequest = (request: Request, userId: string): ApiRequest => {
  const url = new URL(request.originalUrl, 'http://org.local');
  const [, version = '', path = ''] = /^\/services\/data\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
  return { method: request.method, version, path, query: url.searchParams, body: request.body, userId };
};

const refuseOtherContent: RequestHandler = (request, _response, next) => {
  const hasBody = request.get('content-length') !== undefined && request.get('content-length') !== '0';
  if (!hasBody || request.is('json')) {
    next();
    return;
  }
  const message = `Content-Type header specified in HTTP request is not supported: ${request.get('content-type') ?? ''}`;
  throw new PlatformError({ status: 415, errorCode: 'UNSUPPORTED_MEDIA_TYPE', message });
};

/** `/services/data...`: session, daily allowance, then the API. */
export const restRouter = (org: Org): Router => {
  const router = Router();
  const api = createApi(org);
  router.use(refuseLongUris);
  router.get('/', (_request, response) => response.json(versionList()));
  router.use(authenticate(org));
  router.get('/:version', (request, response) => {
    if (!API_VERSIONS.includes(request.params.version)) throw notFound();
    response.json(resources(request.params.version));
  });
  router.use(contentRouter(org));
  router.use(refuseOtherContent, express.json({ limit: '6mb' }));
  router.use((request, response) => {
    const answer = api(readRequest(request, String(response.locals['userId'])));
    response.status(answer.status).set(answer.headers ?? {});
    if (answer.body === undefined) response.end();
    else response.json(answer.body);
  });
  return router;
};

import express from 'express';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { TwilioError } from '../account/twilio-error.ts';
import { errorHandler } from '../http/error-handler.ts';
import { answerFault } from '../rest/answer-fault.ts';
import { authenticate } from '../rest/authenticate.ts';
import { refusalOf } from '../rest/refusal-of.ts';
import type { World } from '../world.ts';
import { insertMedia } from './insert-media.ts';
import { isLinkGood } from './media-link.ts';
import { mediaJson } from './media-json.ts';
import { sendBytes } from './send-bytes.ts';

/** What an app may upload: emulator's choice, as no page names a number. */
const uploadLimit = '150mb';

const linkSchema = z.object({ Expires: z.string().default(''), Signature: z.string().default('') });

const refusals = errorHandler(({ error, response }) => {
  const refusal = refusalOf(error);
  if (refusal) response.status(refusal.status).json(refusal);
  return refusal !== undefined;
});

const withFaults = (world: World): Router =>
  express.Router({ caseSensitive: true }).use(async (request, response, next) => {
    if (!(await answerFault(world)(request, response))) next();
  });

/** The Media Content Service: `https://mcs.us1.twilio.com/v1/Services/IS.../Media`, with the account's credentials. */
export const createMcsRouter = (world: World): Router => {
  const router = withFaults(world);
  const found = (request: Request) => {
    const { service, sid } = request.params;
    const media = service === world.account.serviceSid ? world.media.get(String(sid)) : undefined;
    if (!media) throw new TwilioError(20404, `The requested resource ${request.originalUrl} was not found`);
    return media;
  };
  router.use((request, _response, next) => {
    authenticate(world.account, request.get('Authorization'));
    next();
  });
  router.post('/v1/Services/:service/Media', express.raw({ type: () => true, limit: uploadLimit }), (request, response) => {
    const bytes = z.instanceof(Buffer).parse(request.body);
    const { Filename: filename, Author: author = null } = request.query as Record<string, string | undefined>;
    const contentType = request.get('Content-Type') ?? 'application/octet-stream';
    response.status(201).json(mediaJson(world, insertMedia(world)({ contentType, filename, bytes }, author)));
  });
  router.get('/v1/Services/:service/Media/:sid', (request, response) => void response.json(mediaJson(world, found(request))));
  router.get('/v1/Services/:service/Media/:sid/Content', (request, response) => {
    sendBytes(response, found(request), world.mediaFaults.shift());
  });
  router.delete('/v1/Services/:service/Media/:sid', (request, response) => {
    world.media.delete(found(request).sid);
    response.status(204).end();
  });
  router.use(refusals);
  return router;
};

/** Bytes by signed link: `https://media.us1.twilio.com/ME...`; anything but a good link is 403, as the CDN answers it. */
export const createMediaHostRouter = (world: World): Router => {
  const router = withFaults(world);
  router.get('/:sid', (request, response) => {
    const { Expires: expires, Signature: signature } = linkSchema.parse(request.query);
    const media = world.media.get(request.params.sid);
    if (!isLinkGood(world, { sid: request.params.sid, expires, signature })) {
      response.status(403).type('xml').send('<Error><Code>AccessDenied</Code><Message>Access denied</Message></Error>');
    } else if (media) sendBytes(response, media, world.mediaFaults.shift());
    else response.status(404).type('xml').send('<Error><Code>NoSuchKey</Code></Error>');
  });
  router.use(refusals);
  return router;
};

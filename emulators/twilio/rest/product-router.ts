import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { errorHandler } from '../http/error-handler.ts';
import type { World } from '../world.ts';
import { answerFault } from './answer-fault.ts';
import { authenticate } from './authenticate.ts';
import type { OnExchange } from './exchange.ts';
import { notFound } from './find.ts';
import type { Answer, Operation } from './operation.ts';
import { placeOf } from './place-of.ts';
import type { Product } from './products.ts';
import { refusalOf } from './refusal-of.ts';

export type RestDeps = { world: World; onExchange: OnExchange };

/** Larger than anything that a check does not refuse by itself. */
const bodyLimit = '1mb';

const parsers = { form: express.urlencoded({ extended: false, limit: bodyLimit }), json: express.json({ limit: bodyLimit }) };

const bodySchema = z.record(z.string(), z.unknown()).default({});
const pathSchema = z.record(z.string(), z.string());

const call =
  ({ world }: RestDeps, { name }: Product, operation: Operation) =>
  async (request: Request): Promise<Answer> => {
    const place = placeOf(request, name);
    if (place.serviceSid !== undefined && place.serviceSid !== world.account.serviceSid) throw notFound(place);
    return operation.run({
      world,
      path: pathSchema.parse(request.params),
      parameters: { ...request.query, ...bodySchema.parse(request.body) },
      origin: { source: 'API', webhooks: request.get('X-Twilio-Webhook-Enabled') === 'true' },
      place,
    });
  };

const writer =
  ({ onExchange }: RestDeps, { name }: Product) =>
  (request: Request, response: Response, { status, body }: { status: number; body?: unknown }) => {
    const path = new URL(placeOf(request, name).resource).pathname;
    onExchange({ product: name, method: request.method, path, query: request.query, body: request.body, status, answer: body });
    if (body === undefined) response.status(status).end();
    else response.status(status).json(body);
  };

/** One product of the REST API: faults first, then credentials, then the operation; every refusal in Twilio's shape. */
export const createProductRouter =
  (deps: RestDeps) =>
  (product: Product): Router => {
    const { world } = deps;
    const router = express.Router({ caseSensitive: true, strict: true });
    const write = writer(deps, product);
    router.use(async (request, response, next) => {
      if (!(await answerFault(world)(request, response))) next();
    });
    router.use((request, _response, next) => {
      authenticate(world.account, request.get('Authorization'));
      next();
    });
    router.use(parsers[product.body]);
    const mount = (prefix: string) => (operation: Operation) => {
      const run = call(deps, product, operation);
      router[operation.method](prefix + operation.path, async (request, response) => write(request, response, await run(request)));
    };
    product.operations.forEach(mount('/v1'));
    product.serviceOperations.forEach(mount('/v1/Services/:ChatServiceSid'));
    router.use((request) => {
      throw notFound(placeOf(request, product.name));
    });
    router.use(
      errorHandler(({ error, request, response }) => {
        const refusal = refusalOf(error);
        if (refusal) write(request, response, { status: refusal.status, body: refusal.toJSON() });
        return refusal !== undefined;
      }),
    );
    return router;
  };

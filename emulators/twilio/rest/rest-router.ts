import express from 'express';
import type { Router } from 'express';
import { createProductRouter } from './product-router.ts';
import type { RestDeps } from './product-router.ts';
import { products } from './products.ts';

/** Twilio's REST API on one host: `https://PRODUCT.twilio.com/PATH` is `/PRODUCT/PATH`. */
export const createRestRouter = (deps: RestDeps): Router => {
  const router = express.Router({ caseSensitive: true });
  for (const product of products) router.use(`/${product.name}`, createProductRouter(deps)(product));
  return router;
};

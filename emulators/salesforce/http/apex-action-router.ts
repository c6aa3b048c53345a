import express, { Router } from 'express';
import { z } from 'zod';
import type { Org } from '../org.ts';
import type { CodeResult } from '../org-code.ts';
import { PlatformError } from '../platform-error.ts';
import { authenticate } from './authenticate.ts';
import { notFound } from './error-response.ts';

const request = z.object({ inputs: z.array(z.unknown()).default([]) });

/** One outcome for each input, in order; an exception is that of all of them (Actions Developer Guide, "Apex Actions"). */
const outcomes = (name: string, inputs: readonly unknown[], result: CodeResult): unknown[] => {
  if ('exception' in result) {
    const { type, message } = result.exception;
    const error = { statusCode: 'APEX_ERROR', message: `An Apex error occurred: ${type}: ${message}`, fields: [] };
    return inputs.map(() => ({ actionName: name, errors: [error], isSuccess: false, outputValues: null }));
  }
  const values = Array.isArray(result.value) ? result.value : inputs.map(() => result.value);
  return values.map((value: unknown) => {
    const outputValues = typeof value === 'object' && value !== null ? value : { output: value };
    return { actionName: name, errors: null, isSuccess: true, outputValues };
  });
};

const isUnknown = (error: unknown): boolean => error instanceof Error && error.message.endsWith('has no @InvocableMethod');

/** `POST /services/data/vXX.0/actions/custom/apex/NAME`: an `@InvocableMethod`, as Flows call it. */
export const apexActionRouter = (org: Org): Router => {
  const router = Router();
  router.post('/:version/actions/custom/apex/:name', authenticate(org), express.json({ limit: '6mb' }), async (call, response) => {
    const name = String(call.params['name']);
    const parsed = request.safeParse(call.body);
    if (!parsed.success) throw new PlatformError({ errorCode: 'JSON_PARSER_ERROR', message: z.prettifyError(parsed.error) });
    const { inputs } = parsed.data;
    if (!org.code) throw notFound();
    const userId = String(response.locals['userId']);
    const result = await org.code.action({ className: name, inputs, userId }).catch((error: unknown) => {
      throw isUnknown(error) ? notFound() : error;
    });
    response.status('exception' in result ? 400 : 200).json(outcomes(name, inputs, result));
  });
  return router;
};

import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Exchange } from '../rest/exchange.ts';
import { exactSchema } from './exact-schema.ts';
import { requestProblems } from './request-problems.ts';
import type { CheckValue } from './request-problems.ts';
import { findOperation } from './spec.ts';
import type { Spec, SpecOperation } from './spec.ts';

/** Twilio's own formats, for which the documents give no grammar. */
const looseFormats = ['uri-map', 'phone-number', 'iso-country-code', 'http-method', 'sid'];

const validators = new WeakMap<Spec, Ajv>();

const validatorOf = (spec: Spec): Ajv => {
  const known = validators.get(spec);
  if (known) return known;
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  for (const name of looseFormats) ajv.addFormat(name, true);
  ajv.addSchema({ $id: 'spec', components: exactSchema(spec.components) });
  validators.set(spec, ajv);
  return ajv;
};

const checkWith =
  (ajv: Ajv): CheckValue =>
  (schema, value) => {
    const resolved: unknown = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"spec#/'));
    const validate = ajv.compile(exactSchema(resolved) as object);
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  };

/** Errors have a shape of their own, which the documents leave out. https://www.twilio.com/docs/usage/twilios-response */
const errorSchema = {
  type: 'object',
  properties: {
    code: { type: 'integer' },
    message: { type: 'string' },
    more_info: { type: 'string', format: 'uri' },
    status: { type: 'integer' },
  },
};

const answerProblems = (operation: SpecOperation, { status, answer }: Exchange, check: CheckValue): string[] => {
  if (status >= 400)
    return [check(errorSchema, answer)].filter((problem) => problem !== undefined).map((problem) => `error body: ${problem}`);
  const documented = operation.responses[String(status)];
  if (!documented) return [`status ${status} is not documented`];
  const schema = documented.content?.['application/json']?.schema;
  if (!schema) return answer === undefined ? [] : ['an answer where none is documented'];
  const problem = check(schema, answer);
  return problem === undefined ? [] : [`answer: ${problem}`];
};

/**
 * What is wrong with one request and its answer by Twilio's OpenAPI document; empty when nothing is.
 * Requests that were refused (4xx) are judged by the shape of the refusal alone.
 */
export const validateExchange = (spec: Spec, exchange: Exchange): string[] => {
  const operation = findOperation(spec, exchange);
  const check = checkWith(validatorOf(spec));
  const where = `${exchange.method} ${exchange.path} ${exchange.status}`;
  if (!operation) return exchange.status === 404 ? [] : [`${where}: there is no such operation`];
  const asked = exchange.status >= 400 ? [] : requestProblems(operation, exchange, check);
  return [...asked, ...answerProblems(operation, exchange, check)].map((problem) => `${where}: ${problem}`);
};

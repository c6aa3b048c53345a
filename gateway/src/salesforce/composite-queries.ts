import { z } from 'zod';
import type { GatewayError } from '../errors.ts';
import { toSalesforceError } from './salesforce-error.ts';
import type { SoqlText } from './soql-text.ts';

/** What one query of several answered: its records, not yet parsed, of which there may be more; or why it was refused. */
export type QueryAnswer = { readonly records: readonly unknown[]; readonly hasMore: boolean } | { readonly error: GatewayError };

/** A composite request takes at most five queries (REST API Developer Guide, "Composite"). */
export const MAX_QUERIES = 5;

const answerSchema = z.object({ compositeResponse: z.array(z.object({ httpStatusCode: z.number(), body: z.unknown() })) });
const pageSchema = z.object({ records: z.array(z.unknown()), done: z.boolean() });
const refusalSchema = z.array(z.object({ errorCode: z.string(), message: z.string() })).min(1);
const OK = 200;

/** The body of a composite request: each query on its own, so that one that is refused spoils no other. */
export function compositeBody(queries: readonly SoqlText[], apiVersion: string): object {
  if (queries.length > MAX_QUERIES) throw new RangeError(`at most ${String(MAX_QUERIES)} queries in one request`);
  return {
    compositeRequest: queries.map(({ text }, at) => ({
      method: 'GET',
      url: `/services/data/v${apiVersion}/query?q=${encodeURIComponent(text)}`,
      referenceId: `q${String(at)}`,
    })),
  };
}

/** What each query answered, in order. Throws a ZodError when the answer is none. */
export const toQueryAnswers = (answer: unknown): readonly QueryAnswer[] =>
  answerSchema.parse(answer).compositeResponse.map(({ httpStatusCode, body }) => {
    if (httpStatusCode === OK) {
      const { records, done } = pageSchema.parse(body);
      return { records, hasMore: !done };
    }
    const [told = { errorCode: `ERROR_HTTP_${String(httpStatusCode)}`, message: 'no reason given' }] =
      refusalSchema.safeParse(body).data ?? [];
    return { error: toSalesforceError(told) };
  });

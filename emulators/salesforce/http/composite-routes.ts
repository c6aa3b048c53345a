import { z } from 'zod';
import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import type { ApiRequest, ApiResponse, Route } from './api-request.ts';
import { errorResponse } from './error-response.ts';
import { resolveReferences } from './resolve-references.ts';

/** REST API Developer Guide, "Composite". */
const MAX_SUBREQUESTS = 25;

const subrequest = z.object({
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  url: z.string(),
  referenceId: z.string().regex(/^[A-Za-z0-9]\w*$/),
  body: z.unknown().optional(),
});
const composite = z.object({ allOrNone: z.boolean().default(false), compositeRequest: z.array(subrequest).min(1) });

type Subrequest = z.infer<typeof subrequest>;
type Result = { readonly referenceId: string; readonly response: ApiResponse };
type Call = (request: ApiRequest) => ApiResponse;

const failed = ({ response }: Result) => response.status >= 400;

const haltedBody = [
  { errorCode: 'PROCESSING_HALTED', message: 'The transaction was rolled back since another operation in the same transaction failed.' },
];

const attempt = (call: Call, request: ApiRequest): ApiResponse => {
  try {
    return call(request);
  } catch (error) {
    if (error instanceof PlatformError) return errorResponse(error);
    throw error;
  }
};

const perform = (call: Call, outer: ApiRequest, input: { each: Subrequest; bodies: ReadonlyMap<string, unknown> }): Result => {
  const { each, bodies } = input;
  const resolved = resolveReferences({ url: each.url, body: each.body }, bodies);
  const url = new URL(resolved.url, 'http://org.local');
  const [, version, path] = /^\/services\/data\/(v\d+\.\d+)(\/.*)$/.exec(url.pathname) ?? [];
  if (!version || !path) throw new PlatformError({ errorCode: 'INVALID_INPUT', message: `The url ${each.url} is not a REST API resource` });
  const request = { ...outer, method: each.method, version, path, query: url.searchParams, body: resolved.body };
  return { referenceId: each.referenceId, response: attempt(call, request) };
};

const resultJson = ({ referenceId, response }: Result) => ({
  body: response.body ?? null,
  httpHeaders: response.headers ?? {},
  httpStatusCode: response.status,
  referenceId,
});

/** Several calls in one, each able to use what an earlier one answered: `/composite`. */
export const compositeRoutes = (org: Org, call: Call): Route[] => [
  {
    method: 'POST',
    pattern: '/composite',
    handle: (request) => {
      const parsed = composite.safeParse(request.body);
      if (!parsed.success) throw new PlatformError({ errorCode: 'JSON_PARSER_ERROR', message: z.prettifyError(parsed.error) });
      const { compositeRequest, allOrNone } = parsed.data;
      if (compositeRequest.length > MAX_SUBREQUESTS) {
        throw new PlatformError({
          errorCode: 'LIMIT_EXCEEDED',
          message: `Limit exceeded: a composite request holds at most ${MAX_SUBREQUESTS} subrequests`,
        });
      }
      const results: Result[] = [];
      const bodies = new Map<string, unknown>();
      const kept = org.database.transaction(() => {
        for (const each of compositeRequest) {
          const result = perform(call, request, { each, bodies });
          results.push(result);
          bodies.set(each.referenceId, result.response.body);
        }
        return !allOrNone || !results.some(failed);
      });
      const shown = kept
        ? results
        : results.map((result) => (failed(result) ? result : { ...result, response: { status: 400, body: haltedBody } }));
      return { status: 200, body: { compositeResponse: shown.map(resultJson) } };
    },
  },
];

import { RestRequest, RestResponse } from '../platform/rest/rest-types.ts';
import { type JsonDocument, parseJson } from '../platform/json/json-document.ts';
import { readJson } from '../platform/json/read-json.ts';
import { writeJson } from '../platform/json/write-json.ts';
import type { ClassMethod } from '../compile/class-method.ts';
import type { ClassType } from '../types/class-type.ts';
import { ApexBlob } from '../values/blob.ts';
import type { Value } from '../values/value.ts';
import { annotated, classMethods } from './find-entry.ts';
import type { HostDeps } from './host-deps.ts';
import { runCall } from './run-call.ts';

export type RestCall = {
  readonly method: string;
  /** Behind `/services/apexrest`: `/frontline/receipts?x=1`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly userId: string;
};
export type RestAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };

const refusal = (status: number, errorCode: string, message: string): RestAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json;charset=UTF-8' },
  body: Buffer.from(JSON.stringify([{ errorCode, message }])),
});

const mappingOf = (type: ClassType): string | undefined =>
  type.declaration.modifiers.annotations.find(({ name }) => name === 'restresource')?.properties.get('urlmapping');

/** `/frontline/*` matches everything below (Apex Developer Guide, "RestResource Annotation"). */
const matches = (mapping: string, path: string): boolean =>
  mapping.endsWith('*') ? path.startsWith(mapping.slice(0, -1)) : path === mapping;

const requestOf = ({ method, path, headers, body }: RestCall, mapping: string): RestRequest => {
  const url = new URL(`/services/apexrest${path}`, 'http://org');
  const request = new RestRequest();
  Object.assign(request, {
    httpMethod: method,
    requestURI: url.pathname.slice('/services/apexrest'.length),
    requestBody: new ApexBlob(body),
  });
  request.resourcePath = `/services/apexrest${mapping}`;
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
  for (const [name, value] of url.searchParams) request.params.set(name, value);
  return request;
};

/** Parameters of the method are properties of the JSON body. */
const argumentsOf = ({ project: { engine } }: HostDeps, entry: ClassMethod, body: Buffer): Value[] => {
  if (entry.parameters.length === 0) return [];
  const document = parseJson(body.toString('utf8'));
  const properties = (typeof document === 'object' && document !== null ? document : {}) as Readonly<
    Record<string, JsonDocument | undefined>
  >;
  return entry.parameters.map((type, at) => readJson(engine, properties[entry.declaration.parameters[at]?.name ?? ''] ?? null, { type }));
};

const run = ({ project: { engine } }: HostDeps, entry: ClassMethod, call: { request: RestRequest; args: Value[] }): RestAnswer => {
  const { slots } = engine.context();
  const response = new RestResponse();
  slots.set('restRequest', call.request);
  slots.set('restResponse', response);
  const answer = entry.invoke(null, call.args);
  const shown = (slots.get('restResponse') ?? response) as RestResponse;
  const headers = Object.fromEntries([...shown.headers].map(([name, value]) => [name as string, value as string]));
  if (entry.returns.kind === 'void')
    return { status: shown.statusCode ?? 200, headers, body: shown.responseBody?.bytes ?? Buffer.alloc(0) };
  return {
    status: shown.statusCode ?? 200,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: Buffer.from(writeJson(engine, answer)),
  };
};

/** Serves `/services/apexrest/...` from the package's `@RestResource` classes. An exception that nothing catches is a 500. */
export const callRest =
  (deps: HostDeps) =>
  async (call: RestCall): Promise<RestAnswer> => {
    const path = call.path.replace(/\?.*$/, '');
    const type = deps.project.classes.find((each) => matches(mappingOf(each) ?? '\n', path));
    const mapping = type && mappingOf(type);
    if (!type || mapping === undefined) return refusal(404, 'NOT_FOUND', `Could not find a match for URL ${path}`);
    const entry = classMethods(type).find((each) => annotated(each, `http${call.method.toLowerCase()}`));
    if (!entry) return refusal(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${call.method}' not allowed. Allowed are those of ${type.name}`);
    const result = await runCall(deps)(call.userId, () =>
      run(deps, entry, { request: requestOf(call, mapping), args: argumentsOf(deps, entry, call.body) }),
    );
    if ('value' in result) return result.value as RestAnswer;
    const { type: name, message, stackTrace } = result.exception;
    return refusal(500, 'APEX_ERROR', `${name}: ${message}\n\n${stackTrace}`);
  };

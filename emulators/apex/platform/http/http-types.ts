import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError, nullPointer } from '../../values/apex-error.ts';
import { ApexObject } from '../../values/apex-object.ts';
import type { ApexBlob } from '../../values/blob.ts';
import type { Value } from '../../values/value.ts';
import { hostCallout } from './host-callout.ts';
import { HttpRequest, HttpResponse } from './http-message.ts';

const UNCOMMITTED = 'You have uncommitted work pending. Please commit or rollback before calling out';
const NO_MOCK = 'Methods defined as TestMethod do not support Web service callouts';

/** A mock answers in a test; a test without one makes no callout. */
const answer = (engine: Engine, request: HttpRequest): Value => {
  const context = engine.context();
  const mock = context.slots.get('HttpCalloutMock') ?? null;
  if (!(mock instanceof ApexObject)) {
    if (context.isTest) throw new ApexError('CalloutException', NO_MOCK);
    return hostCallout(engine, request);
  }
  const response = mock.type.virtualMethod('respond', 1)?.invoke(mock, [request]) ?? null;
  if (response === null) throw nullPointer();
  return response;
};

const send = (engine: Engine, request: HttpRequest): Value => {
  const context = engine.context();
  context.limits.count('callouts');
  if (context.hasUncommittedWork) throw new ApexError('CalloutException', UNCOMMITTED);
  if (request.endpoint === null) throw new ApexError('CalloutException', 'Endpoint must be set');
  return answer(engine, request);
};

type Either = HttpRequest | HttpResponse;

const common: NonNullable<PlatformType['methods']> = {
  'String getBody()': (self: Either) => self.text,
  'Blob getBodyAsBlob()': (self: Either) => self.blob,
  'String getHeader(String name)': (self: Either, name: string) => self.headers.get(name),
  'void setBody(String body)': (self: Either, body: string) => {
    self.text = body;
  },
  'void setBodyAsBlob(Blob body)': (self: Either, body: ApexBlob) => {
    self.blob = body;
  },
  'void setHeader(String name, String? value)': (self: Either, name: string, value: string | null) => self.headers.set(name, value ?? ''),
};

const request: PlatformType = {
  name: 'HttpRequest',
  is: (value) => value instanceof HttpRequest,
  constructors: { 'HttpRequest()': () => new HttpRequest() },
  methods: {
    ...common,
    'String getEndpoint()': (self: HttpRequest) => self.endpoint,
    'String getMethod()': (self: HttpRequest) => self.method,
    'void setEndpoint(String endpoint)': (self: HttpRequest, endpoint: string) => {
      self.endpoint = endpoint;
    },
    'void setMethod(String method)': (self: HttpRequest, method: string) => {
      self.method = method;
    },
    'void setTimeout(Integer timeout)': (self: HttpRequest, timeout: number) => {
      self.timeoutMs = timeout;
    },
  },
};

const response: PlatformType = {
  name: 'HttpResponse',
  is: (value) => value instanceof HttpResponse,
  constructors: { 'HttpResponse()': () => new HttpResponse() },
  methods: {
    ...common,
    'List<String> getHeaderKeys()': (self: HttpResponse) => self.headers.entries().map(([name]) => name),
    'String getStatus()': (self: HttpResponse) => self.status,
    'Integer getStatusCode()': (self: HttpResponse) => self.statusCode,
    'void setStatus(String status)': (self: HttpResponse, status: string) => {
      self.status = status;
    },
    'void setStatusCode(Integer statusCode)': (self: HttpResponse, statusCode: number) => {
      self.statusCode = statusCode;
    },
  },
};

/** Callouts (Apex Reference Guide, "Http Class"). */
export const httpTypes = (engine: Engine): PlatformType[] => [
  request,
  response,
  {
    name: 'Http',
    constructors: { 'Http()': () => ({}) },
    methods: { 'HttpResponse send(HttpRequest request)': (_self: Value, sent: HttpRequest) => send(engine, sent) },
  },
  { name: 'HttpCalloutMock', kind: 'interface', methods: { 'HttpResponse respond(HttpRequest request)': () => null } },
];

import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import type { ApexBlob } from '../../values/blob.ts';
import type { Value } from '../../values/value.ts';

/** RestRequest: what a caller of an Apex REST class sent. */
export class RestRequest {
  httpMethod: string | null = null;
  requestURI: string | null = null;
  resourcePath: string | null = null;
  remoteAddress: string | null = null;
  requestBody: ApexBlob | null = null;
  readonly headers = new Map<Value, Value>();
  readonly params = new Map<Value, Value>();
}

/** RestResponse: what it gets back; 200 unless the class says otherwise. */
export class RestResponse {
  statusCode: number | null = 200;
  responseBody: ApexBlob | null = null;
  readonly headers = new Map<Value, Value>();
}

const property = <T extends object>(name: keyof T) => ({
  get: (self: T) => self[name],
  set: (self: T, value: never) => {
    self[name] = value;
  },
});

const messages: readonly PlatformType[] = [
  {
    name: 'RestRequest',
    is: (value) => value instanceof RestRequest,
    constructors: { 'RestRequest()': () => new RestRequest() },
    properties: {
      'String httpMethod': property<RestRequest>('httpMethod'),
      'String requestURI': property<RestRequest>('requestURI'),
      'String resourcePath': property<RestRequest>('resourcePath'),
      'String remoteAddress': property<RestRequest>('remoteAddress'),
      'Blob requestBody': property<RestRequest>('requestBody'),
      'Map<String, String> headers': { get: (self: RestRequest) => self.headers },
      'Map<String, String> params': { get: (self: RestRequest) => self.params },
    },
    methods: {
      'void addHeader(String name, String value)': (self: RestRequest, name: string, value: string) => void self.headers.set(name, value),
      'void addParameter(String name, String value)': (self: RestRequest, name: string, value: string) => void self.params.set(name, value),
    },
  },
  {
    name: 'RestResponse',
    is: (value) => value instanceof RestResponse,
    constructors: { 'RestResponse()': () => new RestResponse() },
    properties: {
      'Map<String, String> headers': { get: (self: RestResponse) => self.headers },
      'Integer statusCode': property<RestResponse>('statusCode'),
      'Blob responseBody': property<RestResponse>('responseBody'),
    },
    methods: {
      'void addHeader(String name, String value)': (self: RestResponse, name: string, value: string) => void self.headers.set(name, value),
    },
  },
];

/** Apex Reference Guide, "RestContext Class", "RestRequest Class", "RestResponse Class". */
export const restTypes = (engine: Engine): PlatformType[] => {
  const slot = (name: string) => ({
    get: () => engine.context().slots.get(name) ?? null,
    set: (_self: null, value: Value) => void engine.context().slots.set(name, value),
  });
  return [
    {
      name: 'RestContext',
      staticProperties: { 'RestRequest request': slot('restRequest'), 'RestResponse response': slot('restResponse') },
    },
    ...messages,
  ];
};

import { fileURLToPath } from 'node:url';
import { Client, type ClientDuplexStream, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const isServiceError = (error: unknown): error is ServiceError => error instanceof Error && 'code' in error && 'metadata' in error;

/** A bare gRPC client of the proto, for tests: sends any metadata and any message, right or wrong. */
export class RawClient {
  readonly #client: Client;
  readonly #methods;
  metadata: Metadata;

  constructor(options: { endpoint: string; caPem: string; headers: Readonly<Record<string, string>> }) {
    this.#client = new Client(options.endpoint, credentials.createSsl(Buffer.from(options.caPem)), {
      'grpc.max_send_message_length': -1,
      // TLS has no server name for an IP address.
      'grpc.ssl_target_name_override': 'localhost',
    });
    const service = loadSync(fileURLToPath(new URL('./pubsub-api.proto', import.meta.url)), { enums: String, defaults: true })[
      'eventbus.v1.PubSub'
    ];
    if (!service || 'format' in service) throw new Error('no service in the proto');
    this.#methods = service;
    this.metadata = new Metadata();
    for (const [name, value] of Object.entries(options.headers)) this.metadata.set(name, value);
  }

  /** Resolves with the response, rejects with the ServiceError. */
  call(method: string, request: object): Promise<unknown> {
    const { path, requestSerialize, responseDeserialize } = this.#method(method);
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, this.metadata, (error, response) =>
        error ? reject(error) : resolve(response),
      );
    });
  }

  /** The error that a call must end with. Rejects when it succeeds. */
  async failure(method: string, request: object): Promise<{ code: number; details: string; errorCode: unknown }> {
    const error: unknown = await this.call(method, request).catch((cause: unknown) => cause);
    if (!isServiceError(error)) throw new Error(`${method} should have failed`);
    return { code: error.code, details: error.details, errorCode: error.metadata.get('error-code')[0] };
  }

  stream(method: string): RawStream {
    const { path, requestSerialize, responseDeserialize } = this.#method(method);
    return new RawStream(this.#client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, this.metadata));
  }

  close(): void {
    this.#client.close();
  }

  #method(name: string) {
    const method = this.#methods[name];
    if (!method) throw new Error(`no method ${name} in the proto`);
    return method;
  }
}

/** A stream whose messages and end can be awaited. */
export class RawStream {
  readonly #call: ClientDuplexStream<object, object>;
  readonly messages: unknown[] = [];
  readonly #waiting: { count: number; resolve: () => void }[] = [];
  /** Resolves when the stream fails. */
  readonly failed: Promise<{ code: number; details: string; errorCode: unknown }>;

  constructor(call: ClientDuplexStream<object, object>) {
    this.#call = call;
    call.on('data', (message: unknown) => {
      this.messages.push(message);
      for (const each of this.#waiting) if (this.messages.length >= each.count) each.resolve();
    });
    this.failed = new Promise((resolve) => {
      call.on('error', (error: ServiceError) =>
        resolve({ code: error.code, details: error.details, errorCode: error.metadata.get('error-code')[0] }),
      );
    });
  }

  send(message: object): void {
    this.#call.write(message);
  }

  /** Resolves once `count` messages have come in all. */
  received(count: number): Promise<void> {
    if (this.messages.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }

  cancel(): void {
    this.#call.cancel();
  }
}

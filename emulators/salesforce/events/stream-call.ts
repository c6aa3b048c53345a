import type { Metadata, ServerDuplexStream } from '@grpc/grpc-js';
import type { Session } from '../sessions.ts';
import { admitCall } from './admit-call.ts';
import type { PubSubDeps } from './pubsub-deps.ts';
import type { SizedRequest } from './pubsub-service.ts';
import { serviceError } from './service-error.ts';

export type StreamHandler = {
  /** Called for each message, in order, the next one only after this one was handled. Throwing ends the stream with that status. */
  receive(message: unknown, session: Session): void;
  /** Called once, when the stream is over for whatever reason. */
  close(): void;
};

/** What a handler may do with its stream. */
export type StreamOutput<Response> = { send(response: Response): void; fail(error: unknown): void };

/** A bidirectional method: every message is admitted as a unary call is, so that an expired session ends the stream. */
export const streamCall =
  <Response>(deps: PubSubDeps, open: (output: StreamOutput<Response>) => StreamHandler) =>
  (call: ServerDuplexStream<SizedRequest, Response>): void => {
    let over = false;
    const finish = (how: () => unknown) => {
      if (over) return;
      over = true;
      handler.close();
      how();
    };
    // Destroying the stream would end it without a status.
    const fail = (error: unknown) => finish(() => call.emit('error', serviceError(error)));
    const handler = open({ send: (response) => (over ? undefined : void call.write(response)), fail });
    const target: { path: string; metadata: Metadata } = { path: call.getPath(), metadata: call.metadata };

    let previous = Promise.resolve();
    const inOrder = (step: () => void | Promise<void>) => {
      previous = previous.then(() => (over ? undefined : step())).catch(fail);
    };
    call.on('data', (request: SizedRequest) =>
      inOrder(async () => handler.receive(request.message, await admitCall(deps, { ...target, request }))),
    );
    call.on('end', () => inOrder(() => finish(() => call.end())));
    call.on('cancelled', () => finish(() => undefined));
  };

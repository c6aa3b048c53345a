import type { handleUnaryCall } from '@grpc/grpc-js';
import type { Session } from '../sessions.ts';
import { admitCall } from './admit-call.ts';
import type { PubSubDeps } from './pubsub-deps.ts';
import type { SizedRequest } from './pubsub-service.ts';
import { serviceError } from './service-error.ts';

/** A unary method: admitted, then answered. Anything thrown becomes the call's status. */
export const unaryCall =
  <Answer>(deps: PubSubDeps, answer: (message: unknown, session: Session) => Answer): handleUnaryCall<SizedRequest, Answer> =>
  (call, callback) => {
    admitCall(deps, { path: call.getPath(), metadata: call.metadata, request: call.request })
      .then((session) => answer(call.request.message, session))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(serviceError(error)),
      );
  };

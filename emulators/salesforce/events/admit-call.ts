import type { Metadata } from '@grpc/grpc-js';
import type { Session } from '../sessions.ts';
import { authenticateCall } from './authenticate-call.ts';
import { OversizedError } from './oversized-error.ts';
import type { PubSubDeps } from './pubsub-deps.ts';
import { PubSubError, type PubSubReason } from './pubsub-error.ts';
import type { SizedRequest } from './pubsub-service.ts';

/** The gRPC limit that "Pub/Sub API and Event Allocations" names. */
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

/** An injected HTTP fault as this protocol would put it. */
const faultReason = (httpStatus: number): PubSubReason => {
  if (httpStatus === 401) return 'service.auth.error';
  if (httpStatus === 429) return 'service.protection.triggered';
  return httpStatus === 503 ? 'service.unavailable' : 'service.internal.error';
};

/** The connection is cut under the call: there is nobody left to answer. */
const neverAnswered = (deps: PubSubDeps): Promise<void> => {
  deps.cutConnections();
  return new Promise(() => undefined);
};

const checkFaults = async (deps: PubSubDeps, path: string): Promise<void> => {
  const { outage, latencyMs } = deps.faults.current();
  if (latencyMs > 0) await new Promise<void>((resolve) => deps.timers.after(latencyMs, resolve));
  if (outage === 'reset') return neverAnswered(deps);
  if (outage !== 'none') throw new PubSubError('service.unavailable');
  const fault = deps.faults.take(path);
  if (fault) throw new PubSubError(faultReason(fault.status));
};

/** What every call and every message of a stream goes through before it is looked at: faults, size, session. Throws the gRPC error. */
export const admitCall = async (
  deps: PubSubDeps,
  call: { readonly path: string; readonly metadata: Metadata; readonly request: SizedRequest },
): Promise<Session> => {
  await checkFaults(deps, call.path);
  if (call.request.bytes > MAX_REQUEST_BYTES) throw new OversizedError();
  return authenticateCall(deps, call.metadata);
};

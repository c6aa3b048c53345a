import { status } from '@grpc/grpc-js';
import { z } from 'zod';
import { GatewayError, type ErrorCode } from '../errors.ts';

const serviceErrorSchema = z.object({
  code: z.number().int().min(1).max(16),
  details: z.string(),
  metadata: z.object({ get: z.custom<(key: string) => unknown[]>((value) => typeof value === 'function') }),
});

// https://grpc.github.io/grpc/core/md_doc_statuscodes.html. INTERNAL and UNKNOWN are what a client sees of a connection cut
// half-way; UNAUTHENTICATED comes here only after the session was renewed.
const CODES: Readonly<Partial<Record<number, ErrorCode>>> = {
  [status.CANCELLED]: 'upstream_failed',
  [status.UNKNOWN]: 'upstream_failed',
  [status.DEADLINE_EXCEEDED]: 'upstream_timeout',
  [status.RESOURCE_EXHAUSTED]: 'upstream_busy',
  [status.ABORTED]: 'upstream_failed',
  [status.INTERNAL]: 'upstream_failed',
  [status.UNAVAILABLE]: 'upstream_failed',
  [status.UNAUTHENTICATED]: 'upstream_failed',
  // The topic is not there, or not for us: the package or its permission set is missing.
  [status.NOT_FOUND]: 'upstream_refused',
  [status.PERMISSION_DENIED]: 'upstream_refused',
  [status.UNIMPLEMENTED]: 'upstream_refused',
  [status.FAILED_PRECONDITION]: 'upstream_refused',
  // Something that was sent will never be taken.
  [status.INVALID_ARGUMENT]: 'upstream_rejected',
};

// Where the Pub/Sub API puts its own code: https://developer.salesforce.com/docs/platform/pub-sub-api/guide/handling-errors.html
const ERROR_CODE_TRAILER = 'error-code';

/** A failed gRPC call as a GatewayError; undefined for anything else. `upstreamCode` is the Pub/Sub API's code, else the status. */
export function grpcError(thrown: unknown): GatewayError | undefined {
  const parsed = serviceErrorSchema.safeParse(thrown);
  if (!parsed.success || !(thrown instanceof Error)) return undefined;
  const { code, details } = parsed.data;
  const [trailer] = 'metadata' in thrown ? parsed.data.metadata.get.call(thrown.metadata, ERROR_CODE_TRAILER) : [];
  return new GatewayError(CODES[code] ?? 'upstream_rejected', `The Pub/Sub API answered ${status[code]}: ${details}`, {
    upstreamCode: typeof trailer === 'string' ? trailer : (status[code] ?? String(code)),
    cause: thrown,
  });
}

import { Metadata, type ServiceError, status } from '@grpc/grpc-js';

/**
 * What a client sees of a request over 4 MB: a proxy in front of the service cuts the stream, so there is neither a Pub/Sub error code nor
 * the RESOURCE_EXHAUSTED that gRPC itself would give (Pub/Sub API guide, "Pub/Sub API and Event Allocations").
 */
export class OversizedError extends Error implements ServiceError {
  override readonly name = 'OversizedError';
  readonly code = status.UNAVAILABLE;
  readonly details = 'upstream connect error or disconnect/reset before headers. reset reason: remote reset';
  readonly metadata = new Metadata();
}

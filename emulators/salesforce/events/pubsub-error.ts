import { randomUUID } from 'node:crypto';
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';

/**
 * The reasons of failure that this server knows, with the codes and, where they could be read, the texts of "Handle Errors" in the
 * Pub/Sub API guide (developer.salesforce.com/docs/platform/pub-sub-api/guide/handling-errors.html).
 */
const reasons = {
  'service.unavailable': [status.UNAVAILABLE, 'The service is unavailable. Try again later.'],
  'service.internal.error': [status.INTERNAL, 'An internal error occurred.'],
  'service.protection.triggered': [status.RESOURCE_EXHAUSTED, 'Too many connections or requests. Try again later.'],
  'service.auth.headers.invalid': [status.UNAUTHENTICATED, 'An authentication header is blank or has an invalid value.'],
  'service.auth.error': [
    status.UNAUTHENTICATED,
    'An authentication exception occurred. Provide valid authentication via metadata headers.',
  ],
  'topic.validation.empty': [status.INVALID_ARGUMENT, 'The topic name is blank.'],
  'topic.not.found': [status.NOT_FOUND, 'The topic does not exist, or the user may not see it.'],
  'schema.validation.failed': [status.INVALID_ARGUMENT, 'The schema ID is blank.'],
  'schema.meta.permission': [status.NOT_FOUND, 'The schema does not exist, or the user may not see it.'],
  'publish.event.count.invalid': [status.INVALID_ARGUMENT, 'The publish request contains no events.'],
  'publish.topic.validation.empty': [status.INVALID_ARGUMENT, 'The topic name is blank.'],
  'publish.topic.mismatch': [status.INVALID_ARGUMENT, 'The topic name differs from that of the first request.'],
  'publish.stream.sweeper.timeout': [status.DEADLINE_EXCEEDED, 'The stream was closed: no publish request was received in time.'],
  'subscription.fetch.topic.mismatch': [status.INVALID_ARGUMENT, 'The topic name differs from that of the first request.'],
  'subscription.fetch.requested.events.invalid': [status.INVALID_ARGUMENT, 'The number of requested events must be greater than 0.'],
  'subscription.fetch.replayid.validation.failed': [status.INVALID_ARGUMENT, 'The replay preset is CUSTOM and no replay ID was given.'],
  'subscription.fetch.replayid.corrupted': [
    status.INVALID_ARGUMENT,
    'The Replay ID validation failed. Ensure that the Replay ID is valid.',
  ],
} as const satisfies Record<string, readonly [status, string]>;

export type PubSubReason = keyof typeof reasons;

/** A failed call as the Pub/Sub API answers it: gRPC status, `rpcId:` in the text, `error-code` and `rpc-id` in the trailers. */
export class PubSubError extends Error implements ServiceError {
  override readonly name = 'PubSubError';
  readonly code: status;
  readonly details: string;
  readonly metadata = new Metadata();

  constructor(reason: PubSubReason) {
    const [code, text] = reasons[reason];
    const rpcId = randomUUID();
    const details = `${text} rpcId: ${rpcId}`;
    super(details);
    this.code = code;
    this.details = details;
    this.metadata.set('error-code', `sfdc.platform.eventbus.grpc.${reason}`);
    this.metadata.set('rpc-id', rpcId);
  }
}

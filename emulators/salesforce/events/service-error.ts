import type { ServiceError } from '@grpc/grpc-js';
import { OversizedError } from './oversized-error.ts';
import { PubSubError } from './pubsub-error.ts';

/** What goes onto the wire for an error: itself when it is one of ours, else INTERNAL without a word of the inside. */
export const serviceError = (error: unknown): ServiceError =>
  error instanceof PubSubError || error instanceof OversizedError ? error : new PubSubError('service.internal.error');

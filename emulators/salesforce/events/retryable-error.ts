/** `EventBus.RetryableException`: undoes the batch and asks for it again. Not for an event that will never succeed. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
}

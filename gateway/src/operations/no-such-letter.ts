import { GatewayError } from '../errors.ts';

/** The answer for an id that names no dead letter (any more). */
export const noSuchLetter = (): GatewayError =>
  new GatewayError('not_found', 'There is no dead letter with this id. It may have been replayed or discarded meanwhile.');

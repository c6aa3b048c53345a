import { GatewayError } from '../errors.ts';
import type { CallbackParams } from './callback-params.ts';

/** One callback: from its parameters to the JSON that Frontline wants. Rejects with a GatewayError. */
export type Callback = (params: CallbackParams) => Promise<object>;

/**
 * One callback out of several operations, told apart by `Location`.
 * @throws GatewayError `unknown_operation` (422) for any other Location
 */
export function byLocation(operations: Readonly<Record<string, Callback>>): Callback {
  const byName = new Map(Object.entries(operations));
  return async (params) => {
    const operation = typeof params.Location === 'string' ? byName.get(params.Location) : undefined;
    if (!operation) throw new GatewayError('unknown_operation', `Location must be one of: ${[...byName.keys()].join(', ')}.`);
    return operation(params);
  };
}

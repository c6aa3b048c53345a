import { GatewayError } from '../errors.ts';

/**
 * Does something to a conversation, unless it is closed or deleted by now: then nobody needs its name or its rep any more, and nothing is
 * left to do. Any other failure is passed on.
 */
export async function whileOpen(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof GatewayError) || (error.code !== 'gone' && error.code !== 'not_found')) throw error;
  }
}

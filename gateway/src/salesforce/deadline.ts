import { GatewayError } from '../errors.ts';

/**
 * What `operation` gives, unless it takes longer than `deadlineMs`: then an `upstream_timeout`, and whatever the operation
 * still brings is ignored.
 */
export async function withDeadline<T>(deadlineMs: number, operation: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new GatewayError('upstream_timeout', `Salesforce did not answer within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    return await Promise.race([operation(), late]);
  } finally {
    clearTimeout(timer);
  }
}

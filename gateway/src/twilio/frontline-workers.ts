import type { FrontlineWorker, FrontlineWorkers } from '../routing/routing-facts.ts';
import type { TwilioClient } from './twilio-client.ts';
import { toTwilioError } from './twilio-error.ts';

/**
 * Frontline users with their state, through `GET /v1/Users/{identity}` of the Frontline API (OpenAPI `frontline.v1.user`). Salesforce
 * compares usernames without case and Twilio compares identities with it, so the given spelling is tried first, then all lower case.
 */
export function frontlineWorkers(client: TwilioClient): FrontlineWorkers {
  return {
    find: async (identity) => {
      for (const spelling of new Set([identity, identity.toLowerCase()])) {
        const worker = await fetchWorker(client, spelling);
        if (worker) return worker;
      }
      return undefined;
    },
  };
}

async function fetchWorker(client: TwilioClient, spelling: string): Promise<FrontlineWorker | undefined> {
  try {
    const { frontlineApi } = await client();
    // The library puts the identity into the path as it is.
    const { identity, state, isAvailable } = await frontlineApi.v1.users(encodeURIComponent(spelling)).fetch();
    return { identity, isActive: state !== 'deactivated', isAvailable };
  } catch (thrown) {
    const error = toTwilioError(thrown);
    if (error.code === 'not_found') return undefined;
    throw error;
  }
}

import type { WorkerRegistry } from '../conversations/conversations-api.ts';
import type { TwilioClient } from './twilio-client.ts';
import { toTwilioError } from './twilio-error.ts';

/** Frontline users by identity, through `GET /v1/Users/{identity}` of the Frontline API; each question is a call. */
export function frontlineUsers(client: TwilioClient): WorkerRegistry {
  return {
    exists: async (worker) => {
      try {
        const { frontlineApi } = await client();
        // The library puts the identity into the path as it is.
        await frontlineApi.v1.users(encodeURIComponent(worker)).fetch();
        return true;
      } catch (thrown) {
        const error = toTwilioError(thrown);
        if (error.code === 'not_found') return false;
        throw error;
      }
    },
  };
}

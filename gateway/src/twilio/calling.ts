import type { Twilio } from 'twilio';
import type { TwilioClient } from './twilio-client.ts';
import { toTwilioError } from './twilio-error.ts';

/** Calls Twilio; whatever fails, fails as a GatewayError. */
export const calling =
  (client: TwilioClient) =>
  async <T>(operation: (twilio: Twilio) => Promise<T>): Promise<T> => {
    try {
      return await operation(await client());
    } catch (thrown) {
      throw toTwilioError(thrown);
    }
  };

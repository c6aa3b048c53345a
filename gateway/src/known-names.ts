import { environmentSchema, SECRETS } from './config-schema.ts';

// Read by the command line, which takes the same .env file.
const OF_THE_COMMAND_LINE = ['FRONTLINE_URL', 'FRONTLINE_OPERATOR'];
// Read by Twilio's library itself (twilio/lib/base/BaseTwilio.js): https://www.twilio.com/docs/libraries/reference/twilio-node/
const OF_TWILIOS_LIBRARY = ['TWILIO_EDGE', 'TWILIO_REGION', 'TWILIO_LOG_LEVEL'];

/** Every variable that the gateway, its command line or a library of theirs reads. */
export const KNOWN_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(environmentSchema.shape),
  ...SECRETS.map((name) => `${name}_FILE`),
  ...OF_THE_COMMAND_LINE,
  ...OF_TWILIOS_LIBRARY,
]);

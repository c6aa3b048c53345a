import { TwilioError } from '../account/twilio-error.ts';

/** The answer for an error that is the caller's; undefined for one that is ours. Body parsers refuse with a status of their own. */
export const refusalOf = (error: unknown): TwilioError | undefined => {
  if (error instanceof TwilioError) return error;
  const unreadable = error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;
  return unreadable ? new TwilioError(20001, `Unreadable request: ${error.message}`) : undefined;
};

import type { z } from 'zod';
import { TwilioError } from '../account/twilio-error.ts';

const wording = (issue: z.core.$ZodIssue) => {
  if (issue.code === 'unrecognized_keys') return `Unknown parameter ${issue.keys.join(', ')}`;
  const name = issue.path.join('.');
  if (issue.code === 'invalid_type' && issue.input === undefined) return `Missing required parameter ${name} in the post body`;
  return `Invalid parameter ${name}: ${issue.message}`;
};

/** Parses request parameters; throws 20001 (400) naming the first that is unknown, missing or wrong. */
export const parseParameters = <S extends z.ZodType>(schema: S, given: unknown): z.output<S> => {
  const parsed = schema.safeParse(given, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new TwilioError(20001, first ? wording(first) : 'Invalid parameters');
};

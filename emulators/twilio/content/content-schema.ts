import { z } from 'zod';

/** Body of `POST /v1/Content`. Only `twilio/text` is rendered; other types are stored as given. */
export const contentSchema = z.strictObject({
  friendly_name: z.string().optional(),
  language: z.string().min(2),
  variables: z.record(z.string(), z.string()).default({}),
  types: z.looseObject({ 'twilio/text': z.strictObject({ body: z.string().min(1) }).optional() }),
});

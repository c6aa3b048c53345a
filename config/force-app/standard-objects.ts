import { readFileSync } from 'node:fs';
import { z } from 'zod';

const schema = z.record(
  z.string(),
  z.object({
    fields: z.string().transform((names) => names.split(' ')),
    parents: z.record(z.string(), z.string()),
    children: z.record(z.string(), z.string()),
  }),
);

/** A standard object: its fields, and where its relationships lead, by their names in SOQL. */
export type StandardObject = z.infer<typeof schema>[string];

/**
 * The standard objects that the product touches, as of API 65.0: the names that the Apex checker's sobject-types 65.0.0 knows.
 * An object that is missing here is added to the table, field by field, when the product begins to use it.
 */
export const standardObjects = (): Record<string, StandardObject> =>
  schema.parse(JSON.parse(readFileSync(new URL('standard-objects.json', import.meta.url), 'utf8')));

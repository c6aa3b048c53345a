import { readFileSync } from 'node:fs';
import { z } from 'zod';

const jsonSchema = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.object({ schema: jsonSchema.optional() }));
const operationSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: jsonSchema })).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
});

const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), jsonSchema) }),
});

/** What one of Twilio's OpenAPI documents says, as far as exchanges are checked against it. */
export type Spec = z.output<typeof documentSchema>;
export type SpecOperation = z.output<typeof operationSchema>;

/** Reads an OpenAPI 3.0 document. Throws when the file is none. */
export const readSpec = (file: string | URL): Spec => documentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** The documented operation behind a request, or undefined. Of several paths that fit, the one with the fewest placeholders. */
export const findOperation = (spec: Spec, request: { method: string; path: string }): SpecOperation | undefined => {
  const fits = (template: string) => new RegExp(`^${template.replace(/\./g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`).test(request.path);
  const placeholders = (template: string) => template.split('{').length;
  const [template] = Object.keys(spec.paths)
    .filter(fits)
    .sort((a, b) => placeholders(a) - placeholders(b));
  const operation = template === undefined ? undefined : spec.paths[template]?.[request.method.toLowerCase()];
  return operation === undefined ? undefined : operationSchema.parse(operation);
};

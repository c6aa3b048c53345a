import { z } from 'zod';

const schemaSchema = z.record(z.string(), z.unknown());
type JsonSchema = Record<string, unknown>;

const isSchema = (value: unknown): value is JsonSchema => schemaSchema.safeParse(value).success;

const documentation: ReadonlySet<string> = new Set(['nullable', 'description', 'example', 'title']);

const nullableType = ({ nullable, type }: JsonSchema) => (nullable === true && typeof type === 'string' ? { type: [type, 'null'] } : {});

/** A described object is exactly its properties: the documents mark nothing as required, yet Twilio sends every field and no other. */
const exactProperties = ({ properties }: JsonSchema) =>
  isSchema(properties) ? { required: Object.keys(properties), additionalProperties: false } : {};

/**
 * Rewrites an OpenAPI 3.0 schema of an answer as JSON Schema: `nullable` becomes a type, documentation goes, and objects become exact,
 * so that a field that is misspelt, missing or invented is found.
 */
export const exactSchema = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(exactSchema);
  if (!isSchema(value)) return value;
  const inner = Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !documentation.has(key))
      .map(([key, part]) => [key, key === 'properties' ? exactMap(part) : exactSchema(part)]),
  );
  return { ...inner, ...nullableType(value), ...exactProperties(value) };
};

/** In `properties` the keys are field names, one of which may be called `description`. */
const exactMap = (properties: unknown): unknown =>
  isSchema(properties) ? Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, exactSchema(schema)])) : properties;

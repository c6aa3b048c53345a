import avro from 'avsc';
import { z } from 'zod';

/** The fields of an event; undefined is a field that is left empty. */
export type EventFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Turns an event's fields into the bytes that one schema wants. */
export interface AvroCodec {
  readonly schemaId: string;
  /** Throws when a field that the schema requires is missing or of another type. Fields that the schema does not know are left out. */
  encode(fields: EventFields): Buffer;
}

const primitive = z.enum(['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string']);

/** What Salesforce describes events with: every custom field is a union with null. */
const schemaSchema = z.object({
  type: z.literal('record'),
  name: z.string(),
  fields: z.array(z.object({ name: z.string(), type: z.union([primitive, z.array(primitive)]) })),
});

/**
 * The codec of an event's Avro schema. Values are given bare; the branch of a union is found by the value's type, whatever the order of its
 * branches. Throws when the schema is not that of a flat record.
 */
export function avroCodec({ schemaId, schemaJson }: { readonly schemaId: string; readonly schemaJson: string }): AvroCodec {
  const schema = schemaSchema.parse(JSON.parse(schemaJson));
  const type = avro.Type.forSchema(schema, { wrapUnions: 'never' });
  const names = schema.fields.map(({ name }) => name);
  return {
    schemaId,
    encode: (fields) => type.toBuffer(Object.fromEntries(names.map((name) => [name, fields[name] ?? null]))),
  };
}

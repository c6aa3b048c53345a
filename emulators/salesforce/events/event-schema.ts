import { createHash } from 'node:crypto';
import avro, { type Schema as AvroSchema } from 'avsc';
import { z } from 'zod';
import type { FieldValue, Row } from '../database/database.ts';
import type { Field, FieldType, ObjectType } from '../schema/schema.ts';
import { moment } from '../database/moment.ts';
import type { StoredEvent } from './stored-event.ts';

type WireType = 'string' | 'double' | 'int' | 'boolean' | 'long';

/**
 * What a field is on the wire, and its name in the doc string. Date-times are a bare long of milliseconds, without logicalType
 * (schemas of live orgs: REST API Developer Guide, "Platform Event Schema by Event Name", and Apache Camel's PubSubApiManualIT).
 */
const wireTypes: Readonly<Partial<Record<FieldType, readonly [WireType, string]>>> = {
  boolean: ['boolean', 'Boolean'],
  int: ['int', 'Integer'],
  double: ['double', 'Double'],
  currency: ['double', 'Currency'],
  percent: ['double', 'Percent'],
  date: ['long', 'DateOnly'],
  datetime: ['long', 'DateTime'],
};

const wireType = (field: Field): readonly [WireType, string] => wireTypes[field.type] ?? ['string', 'Text'];

export type EventSchema = {
  /** The schema's fingerprint: 22 letters, as Salesforce's are. */
  readonly id: string;
  readonly json: string;
  /** Throws when the bytes are not an event of this schema. */
  decode(payload: Buffer): Row;
  encode(event: StoredEvent): Buffer;
};

/** A custom field's durable id, prefix 00N; made of the names, so that it stays the same from start to start. */
const fieldId = (object: ObjectType, field: Field): string =>
  `00N${createHash('sha256').update(`${object.name}.${field.name}`).digest('hex').slice(0, 12).toUpperCase()}`;

const fieldSchema = (object: ObjectType) => (field: Field) => {
  const [type, doc] = wireType(field);
  return { name: field.name, type: ['null', type], doc: `Data:${doc}:${fieldId(object, field)}`, default: null };
};

const decoded = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const fromWire = (field: Field, value: FieldValue | undefined): FieldValue => {
  if (value === undefined || typeof value !== 'number') return value ?? null;
  if (field.type === 'datetime') return moment.format(value);
  return field.type === 'date' ? moment.format(value).slice(0, 10) : value;
};

const toWire = (field: Field, value: FieldValue | undefined): FieldValue =>
  typeof value === 'string' && wireType(field)[0] === 'long' ? Date.parse(value) : (value ?? null);

/** The Avro schema under which an event's payload travels, as GetSchema answers it, and its codec. */
export const eventSchema = (object: ObjectType): EventSchema => {
  const custom = [...object.fields.values()].filter((field) => field.custom);
  const description: AvroSchema = {
    type: 'record',
    name: object.name,
    namespace: 'com.sforce.eventbus',
    fields: [
      { name: 'CreatedDate', type: 'long', doc: 'CreatedDate:DateTime' },
      { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
      ...custom.map(fieldSchema(object)),
    ],
  };
  const json = JSON.stringify(description);
  const type = avro.Type.forSchema(description);
  return {
    id: createHash('sha256').update(json).digest().subarray(0, 16).toString('base64url'),
    json,
    decode: (payload) => {
      const record: unknown = type.fromBuffer(payload);
      const values = decoded.parse(Object.assign({}, record));
      return Object.fromEntries(custom.map((field) => [field.name, fromWire(field, values[field.name])]));
    },
    encode: (event) =>
      type.toBuffer({
        CreatedDate: event.createdAt,
        CreatedById: event.createdById,
        ...Object.fromEntries(custom.map((field) => [field.name, toWire(field, event.fields[field.name])])),
      }),
  };
};

import { z } from 'zod';
import { describeField, type FieldSpec } from './describe-field.ts';
import type { Field, FieldType, PicklistValue } from './schema.ts';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
const count = z.coerce.number().int().default(0);

const picklistValue = z.object({
  fullName: z.string(),
  label: z.string().optional(),
  default: flag,
  isActive: z.enum(['true', 'false']).default('true'),
});
const valueSet = z.object({ restricted: flag, valueSetDefinition: z.object({ value: z.array(picklistValue) }).optional() });

/** CustomField of the Metadata API, as far as it decides what a record may hold. */
const customField = z.object({
  fullName: z.string(),
  type: z.string(),
  label: z.string().optional(),
  length: count,
  precision: count,
  scale: count,
  required: flag,
  unique: flag,
  caseSensitive: flag,
  externalId: flag,
  defaultValue: z.string().optional(),
  referenceTo: z.array(z.string()).default([]),
  relationshipName: z.string().optional(),
  valueSet: valueSet.optional(),
  formula: z.string().optional(),
});

type CustomField = z.infer<typeof customField>;

const types: Readonly<Record<string, FieldType>> = {
  Text: 'string',
  AutoNumber: 'string',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Html: 'textarea',
  Number: 'double',
  Currency: 'currency',
  Percent: 'percent',
  Checkbox: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  Email: 'email',
  Phone: 'phone',
  Url: 'url',
  Lookup: 'reference',
  MasterDetail: 'reference',
  MetadataRelationship: 'reference',
};

const defaultLengths: Readonly<Record<string, number>> = { TextArea: 255, Picklist: 255, Email: 80, Phone: 40, Url: 255, AutoNumber: 30 };

const picklist = (set: CustomField['valueSet']): PicklistValue[] =>
  (set?.valueSetDefinition?.value ?? []).map((value) => ({
    value: value.fullName,
    label: value.label ?? value.fullName,
    active: value.isActive === 'true',
    defaultValue: value.default,
  }));

/** Default values are formulas; of those only literals are understood. */
const literal = (type: FieldType, text: string): string | number | boolean => {
  if (type === 'boolean') return text === 'true';
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  const quoted = /^(["'])(.*)\1$/s.exec(text)?.[2];
  if (quoted === undefined) throw new Error(`default value ${text} is a formula, which this emulator does not evaluate`);
  return quoted;
};

const relationship = (field: CustomField): Partial<FieldSpec> =>
  types[field.type] === 'reference'
    ? {
        length: 18,
        referenceTo: field.referenceTo,
        relationshipName: field.fullName.replace(/__c$/, '__r'),
        childRelationshipName: field.relationshipName ? `${field.relationshipName}__r` : null,
      }
    : {};

/** One `*.field-meta.xml`. Throws on a kind of field that is not modelled, rather than guess what it would hold. */
export const readCustomField = (root: unknown): Field => {
  const field = customField.parse(root);
  const type = types[field.type];
  if (!type || field.formula !== undefined)
    throw new Error(`${field.fullName}: fields of type ${field.type} or with a formula are not modelled`);
  const values = picklist(field.valueSet);
  return describeField({
    name: field.fullName,
    type,
    label: field.label ?? field.fullName,
    length: field.length || (defaultLengths[field.type] ?? 0),
    precision: field.precision,
    scale: field.scale,
    nillable: !field.required && type !== 'boolean',
    unique: field.unique,
    caseSensitive: field.caseSensitive,
    externalId: field.externalId,
    ...(field.type === 'AutoNumber' ? { createable: false, updateable: false } : {}),
    restrictedPicklist: field.valueSet?.restricted ?? false,
    picklistValues: values,
    ...relationship(field),
    ...(field.defaultValue === undefined ? {} : { defaultValue: literal(type, field.defaultValue) }),
    ...(values.some((value) => value.defaultValue) ? { defaultValue: values.find((value) => value.defaultValue)?.value ?? null } : {}),
  });
};

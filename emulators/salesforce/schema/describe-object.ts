import { describeField } from './describe-field.ts';
import type { Field, ObjectType } from './schema.ts';
import { kinds } from './standard/field-kinds.ts';

export type ObjectSpec = Partial<Omit<ObjectType, 'fields'>> & {
  readonly name: string;
  readonly keyPrefix: string;
  readonly fields: readonly Field[];
};

const idField = describeField({
  name: 'Id',
  type: 'id',
  length: 18,
  nillable: false,
  createable: false,
  updateable: false,
  idLookup: true,
});
const fixed = { ...kinds.readOnly, nillable: false };

/** Object Reference for the Salesforce Platform, "System Fields". */
const systemFields = [
  kinds.flag('IsDeleted', fixed),
  kinds.moment('CreatedDate', fixed),
  kinds.lookup('CreatedById', { objects: ['User'] }, fixed),
  kinds.moment('LastModifiedDate', fixed),
  kinds.lookup('LastModifiedById', { objects: ['User'] }, fixed),
  kinds.moment('SystemModstamp', fixed),
];

/** Platform Events Developer Guide, "Standard Fields": ReplayId is a text, EventUuid identifies the message. */
const eventFields = [
  kinds.text('ReplayId', 1000, kinds.readOnly),
  kinds.text('EventUuid', 36, kinds.readOnly),
  kinds.moment('CreatedDate', fixed),
  kinds.lookup('CreatedById', { objects: ['User'] }, fixed),
];

const metadataFields = [
  kinds.text('DeveloperName', 40, { nillable: false }),
  kinds.text('MasterLabel', 40, { nillable: false }),
  kinds.text('Label', 40, { nillable: false }),
  kinds.text('QualifiedApiName', 70, { nillable: false }),
  kinds.text('NamespacePrefix', 15),
  kinds.text('Language', 40),
  kinds.moment('SystemModstamp', fixed),
];

const builtIn = { record: systemFields, event: eventFields, metadata: metadataFields };

/** Completes an object: Id and the system fields of its kind come before and after the fields it names. */
export const describeObject = (spec: ObjectSpec): ObjectType => {
  const kind = spec.kind ?? 'record';
  const writable = kind === 'record';
  const fields = kind === 'event' ? [...eventFields, ...spec.fields] : [idField, ...spec.fields, ...builtIn[kind]];
  return {
    label: spec.name,
    labelPlural: `${spec.label ?? spec.name}s`,
    kind,
    custom: /__(c|e|mdt)$/.test(spec.name),
    createable: kind !== 'metadata',
    updateable: writable,
    deletable: writable,
    searchable: writable,
    autoNumber: null,
    ...spec,
    fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
  };
};

import type { Field, ObjectType, Schema } from '../schema/schema.ts';

const SOAP_TYPES: Readonly<Record<string, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
};

const fieldJson = (field: Field) => ({
  name: field.name,
  label: field.label,
  type: field.type,
  soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
  length: field.length,
  byteLength: field.length * 3,
  precision: field.precision,
  scale: field.scale,
  custom: field.custom,
  nillable: field.nillable,
  createable: field.createable,
  updateable: field.updateable,
  filterable: field.filterable,
  sortable: field.sortable,
  groupable: field.filterable && field.type !== 'multipicklist',
  unique: field.unique,
  caseSensitive: field.caseSensitive,
  externalId: field.externalId,
  idLookup: field.idLookup || field.externalId,
  nameField: field.nameField,
  restrictedPicklist: field.restrictedPicklist,
  defaultedOnCreate: field.defaultValue !== null || field.name === 'OwnerId',
  defaultValue: field.defaultValue,
  picklistValues: field.picklistValues.map((value) => ({ ...value, validFor: null })),
  referenceTo: field.referenceTo,
  relationshipName: field.relationshipName,
  polymorphicForeignKey: field.referenceTo.length > 1,
  calculated: false,
  autoNumber: false,
});

/** One line of `GET /sobjects`. */
export const objectSummaryJson = (object: ObjectType, version: string) => {
  const address = `/services/data/${version}/sobjects/${object.name}`;
  return {
    name: object.name,
    label: object.label,
    labelPlural: object.labelPlural,
    keyPrefix: object.keyPrefix,
    custom: object.custom,
    customSetting: false,
    createable: object.createable,
    updateable: object.updateable,
    deletable: object.deletable,
    queryable: object.kind !== 'event',
    retrieveable: object.kind !== 'event',
    searchable: object.searchable,
    urls: { sobject: address, describe: `${address}/describe`, rowTemplate: `${address}/{ID}` },
  };
};

/** `GET /sobjects/X/describe`, as far as the schema knows (REST API Developer Guide, "sObject Describe"). */
export const objectDescribeJson = (schema: Schema, object: ObjectType, version: string) => ({
  ...objectSummaryJson(object, version),
  fields: [...object.fields.values()].map(fieldJson),
  childRelationships: schema.childRelationships(object).map(({ name, object: child, field }) => ({
    childSObject: child.name,
    field: field.name,
    relationshipName: name,
    cascadeDelete: false,
    restrictedDelete: false,
  })),
  recordTypeInfos: [],
});

import type { FieldType } from '../../salesforce/schema/schema.ts';

/** The Apex type of a field (Apex Developer Guide, "Primitive Data Types"; numbers with a scale are Decimal). */
export const fieldTypeName: Readonly<Record<FieldType, string>> = {
  id: 'Id',
  reference: 'Id',
  string: 'String',
  textarea: 'String',
  picklist: 'String',
  multipicklist: 'String',
  email: 'String',
  phone: 'String',
  url: 'String',
  base64: 'Blob',
  boolean: 'Boolean',
  int: 'Integer',
  double: 'Decimal',
  currency: 'Decimal',
  percent: 'Decimal',
  date: 'Date',
  datetime: 'Datetime',
  time: 'Time',
};

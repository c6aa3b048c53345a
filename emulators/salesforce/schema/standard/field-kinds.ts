import { describeField } from '../describe-field.ts';
import type { Field } from '../schema.ts';

type More = Partial<Field>;

/** `nillable: false` alone would also hold for a defaulted field; a required one must be sent. */
const required: More = { nillable: false };

/** The words in which the standard objects are described. */
export const kinds = {
  required,
  readOnly: { createable: false, updateable: false } satisfies More,
  text: (name: string, length: number, more: More = {}) => describeField({ name, type: 'string', length, ...more }),
  longText: (name: string, length: number, more: More = {}) => describeField({ name, type: 'textarea', length, ...more }),
  phone: (name: string, more: More = {}) => describeField({ name, type: 'phone', length: 40, ...more }),
  email: (name: string, more: More = {}) => describeField({ name, type: 'email', length: 80, ...more }),
  url: (name: string, more: More = {}) => describeField({ name, type: 'url', length: 255, ...more }),
  flag: (name: string, more: More = {}) => describeField({ name, type: 'boolean', ...more }),
  whole: (name: string, more: More = {}) => describeField({ name, type: 'int', precision: 9, ...more }),
  money: (name: string, more: More = {}) => describeField({ name, type: 'currency', precision: 18, scale: 2, ...more }),
  date: (name: string, more: More = {}) => describeField({ name, type: 'date', ...more }),
  /** Bytes, kept as their base64 text. */
  bytes: (name: string, more: More = {}) => describeField({ name, type: 'base64', filterable: false, sortable: false, ...more }),
  time: (name: string, more: More = {}) => describeField({ name, type: 'time', ...more }),
  moment: (name: string, more: More = {}) => describeField({ name, type: 'datetime', ...more }),
  choice: (name: string, values: readonly string[], more: More = {}) =>
    describeField({
      name,
      type: 'picklist',
      length: 255,
      picklistValues: values.map((value) => ({ value, label: value, active: true, defaultValue: value === more.defaultValue })),
      ...more,
    }),
  /** `children` is the name of the relationship seen from the parent; null where there is none. */
  lookup: (name: string, to: { objects: readonly string[]; children?: string }, more: More = {}) =>
    describeField({
      name,
      type: 'reference',
      length: 18,
      referenceTo: to.objects,
      relationshipName: name.replace(/Id$/, ''),
      childRelationshipName: to.children ?? null,
      ...more,
    }),
};

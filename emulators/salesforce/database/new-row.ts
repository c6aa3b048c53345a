import type { ObjectType } from '../schema/schema.ts';
import type { FieldValue, Row } from './database.ts';
import { defaultTaskStatus } from './derive-fields.ts';
import type { Tables } from './tables.ts';

export type Stamp = { readonly id: string; readonly sequence: number; readonly now: string; readonly userId: string };

const defaults = (object: ObjectType): Record<string, FieldValue> =>
  Object.fromEntries(
    [...object.fields.values()].filter((field) => field.defaultValue !== null).map((field) => [field.name, field.defaultValue]),
  );

/** The number that `{0000}` in a display format stands for, padded to as many digits. */
const autoNumber = (format: string, sequence: number) =>
  format.replace(/\{(0+)\}/, (_match, zeros: string) => String(sequence).padStart(zeros.length, '0'));

const numberedName = (object: ObjectType, sequence: number): Record<string, FieldValue> => {
  const name = object.autoNumber === null ? undefined : [...object.fields.values()].find((field) => field.nameField);
  return name && object.autoNumber !== null ? { [name.name]: autoNumber(object.autoNumber, sequence) } : {};
};

/** A custom object without a typed name shows its id instead. */
const fallbackName = (object: ObjectType, values: Row, id: string): Record<string, FieldValue> =>
  object.custom && object.kind === 'record' && object.autoNumber === null && (values['Name'] ?? null) === null ? { Name: id } : {};

/** The first version of a record: defaults, what was sent, then what the platform sets. */
export const newRow =
  (deps: { tables: Tables }) =>
  (object: ObjectType, values: Row, stamp: Stamp): Row => {
    const owner = object.fields.has('ownerid') && (values['OwnerId'] ?? null) === null ? { OwnerId: stamp.userId } : {};
    const status = object.name === 'Task' && !('Status' in values) ? { Status: defaultTaskStatus(deps.tables) } : {};
    return {
      ...defaults(object),
      ...status,
      ...values,
      ...owner,
      ...numberedName(object, stamp.sequence),
      ...fallbackName(object, values, stamp.id),
      Id: stamp.id,
      IsDeleted: false,
      CreatedDate: stamp.now,
      CreatedById: stamp.userId,
      LastModifiedDate: stamp.now,
      LastModifiedById: stamp.userId,
      SystemModstamp: stamp.now,
    };
  };

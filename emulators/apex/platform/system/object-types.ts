import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { fieldValue } from '../../values/field-value.ts';
import { isEqual } from '../../values/equality.ts';
import { hashKey } from '../../values/hash-key.ts';
import { ApexError } from '../../values/apex-error.ts';
import { type SObjectField, SObjectToken } from '../../values/schema-token.ts';
import { SObject } from '../../values/sobject.ts';
import { toText } from '../../values/to-text.ts';
import type { Value } from '../../values/value.ts';

const named = (record: SObject, name: string | SObjectField): string =>
  typeof name === 'string' ? record.field(name).name : name.field.name;

/** What `record.get(field)` gives; an alias of an aggregate too. */
const get = (record: SObject, name: string | SObjectField): Value => {
  if (typeof name === 'string' && record.object.name === 'AggregateResult') return aliased(record, name);
  const field = record.object.fields.get(named(record, name).toLowerCase());
  return record.read(field?.name ?? '');
};

const aliased = (record: SObject, alias: string): Value => {
  const found = [...record.values].find(([name]) => name.toLowerCase() === alias.toLowerCase());
  if (!found) throw new ApexError('SObjectException', `Invalid field ${alias} for AggregateResult`);
  return found[1];
};

/** The former value. */
const put = (record: SObject, name: string | SObjectField, value: Value): Value => {
  const field = record.field(named(record, name));
  const before = record.peek(field.name);
  record.write(field.name, fieldValue(field, value));
  return before;
};

const parentName = (engine: Engine, record: SObject, name: string | SObjectField): string => {
  if (typeof name !== 'string') return name.field.relationshipName ?? name.field.name;
  const field = engine.schema.parentField(record.object, name);
  if (field?.relationshipName == null) throw new ApexError('SObjectException', `Invalid relationship ${name} for ${record.object.name}`);
  return field.relationshipName;
};

const copied = (record: SObject, keepId: boolean): SObject => {
  const copy = record.copy();
  if (!keepId) copy.values.delete('Id');
  return copy;
};

const addError = (record: SObject, message: string, field: string | null): void => void record.errors.push({ message, field });

const sobject = (engine: Engine): PlatformType => ({
  name: 'SObject',
  kind: 'sobject',
  is: (value) => value instanceof SObject,
  properties: { 'Id Id': { get: (self: SObject) => self.read('Id'), set: (self: SObject, id: Value) => self.write('Id', id) } },
  methods: {
    'void addError(String message)': (self: SObject, message: string) => addError(self, message, null),
    'void addError(Exception error)': (self: SObject, error: { message: string }) => addError(self, error.message, null),
    'void addError(Schema.SObjectField field, String message)': (self: SObject, field: SObjectField, message: string) =>
      addError(self, message, field.field.name),
    'SObject clone()': (self: SObject) => copied(self, false),
    'SObject clone(Boolean keepId)': copied,
    'SObject clone(Boolean keepId, Boolean deep)': copied,
    'Object get(String field)': get,
    'Object get(Schema.SObjectField field)': get,
    'Map<String, Object> getPopulatedFieldsAsMap()': (self: SObject) => new Map(self.values),
    'SObject getSObject(String relationship)': (self: SObject, name: string) => self.read(parentName(engine, self, name)),
    'SObject getSObject(Schema.SObjectField field)': (self: SObject, name: SObjectField) => self.read(parentName(engine, self, name)),
    'List<SObject> getSObjects(String relationship)': (self: SObject, name: string) => {
      const child = engine.schema.childRelationships(self.object).find((each) => each.name.toLowerCase() === name.toLowerCase());
      return child ? self.read(child.name) : null;
    },
    'Schema.SObjectType getSObjectType()': (self: SObject) => SObjectToken.of(self.object),
    'Boolean hasErrors()': (self: SObject) => self.errors.length > 0,
    'Boolean isSet(String field)': (self: SObject, name: string) => self.values.has(named(self, name)),
    'Boolean isSet(Schema.SObjectField field)': (self: SObject, name: SObjectField) => self.values.has(named(self, name)),
    'Object put(String field, Object value)': put,
    'Object put(Schema.SObjectField field, Object value)': put,
    'void putSObject(String relationship, SObject record)': (self: SObject, name: string, record: Value) =>
      self.write(parentName(engine, self, name), record),
  },
});

const object: PlatformType = {
  name: 'Object',
  kind: 'object',
  is: () => true,
  methods: {
    'Boolean equals(Object other)': (self: Value, other: Value) => isEqual(self, other, 'exact'),
    'Integer hashCode()': (self: Value) =>
      Array.from(hashKey(self)).reduce((hash, char) => (Math.imul(31, hash) + (char.codePointAt(0) ?? 0)) | 0, 0),
    'String toString()': (self: Value) => toText(self),
  },
};

/** Object, SObject and the types that stand for nothing. */
export const objectTypes = (engine: Engine): PlatformType[] => [
  object,
  sobject(engine),
  {
    name: 'AggregateResult',
    kind: 'platform',
    extends: 'SObject',
    is: (value) => value instanceof SObject && value.object.name === 'AggregateResult',
  },
  { name: 'void', kind: 'void' },
  { name: 'null', kind: 'null' },
];

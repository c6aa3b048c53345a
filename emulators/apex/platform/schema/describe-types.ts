import type { Field, ObjectType } from '../../../salesforce/schema/schema.ts';
import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { SObjectField, SObjectToken } from '../../values/schema-token.ts';
import { SObject } from '../../values/sobject.ts';
import { ApexMap } from '../../values/map.ts';
import type { Value } from '../../values/value.ts';

/** Schema.DescribeSObjectResult. */
class ObjectDescribe {
  readonly object: ObjectType;

  constructor(object: ObjectType) {
    this.object = object;
  }
}

/** `describe.fields`. */
class FieldMap {
  readonly object: ObjectType;

  constructor(object: ObjectType) {
    this.object = object;
  }
}

/** Schema.DescribeFieldResult. */
class FieldDescribe {
  readonly object: ObjectType;
  readonly field: Field;

  constructor({ object, field }: SObjectField) {
    this.object = object;
    this.field = field;
  }
}

const lower = (key: Value): Value => (typeof key === 'string' ? key.toLowerCase() : key);

/** The maps of describes hold lower-case names and are asked without case. */
class DescribeMap extends ApexMap {
  override get(key: Value): Value {
    return super.get(lower(key));
  }

  override has(key: Value): boolean {
    return super.has(lower(key));
  }
}

const describeMap = (engine: Engine, type: string, entries: readonly (readonly [string, Value])[]): DescribeMap => {
  const map = new DescribeMap(engine.types.get(`Map<String,${type}>`));
  for (const [name, value] of entries) map.put(name.toLowerCase(), value);
  return map;
};

const fieldTokens = (engine: Engine, object: ObjectType): DescribeMap =>
  describeMap(
    engine,
    'Schema.SObjectField',
    [...object.fields.values()].map((field) => [field.name, SObjectField.of(object, field)]),
  );

const newRecord = (object: ObjectType, id?: Value): SObject => {
  const record = new SObject(object);
  if (id !== undefined) record.values.set('Id', id);
  return record;
};

/** `Schema.SObjectType.Contact` and the tokens themselves. */
const tokenTypes = (engine: Engine): PlatformType[] => [
  {
    name: 'Schema.SObjectType',
    is: (value) => value instanceof SObjectToken,
    staticMember: (lowerName) => {
      const object = engine.schema.find(lowerName);
      return object && { type: 'Schema.DescribeSObjectResult', name: object.name, read: () => new ObjectDescribe(object) };
    },
    methods: {
      'Schema.DescribeSObjectResult getDescribe()': (self: SObjectToken) => new ObjectDescribe(self.object),
      'Schema.DescribeSObjectResult getDescribe(SObjectDescribeOptions options)': (self: SObjectToken) => new ObjectDescribe(self.object),
      'SObject newSObject()': (self: SObjectToken) => newRecord(self.object),
      'SObject newSObject(Id id)': (self: SObjectToken, id: Value) => newRecord(self.object, id),
      'String toString()': (self: SObjectToken) => self.toText(),
    },
  },
  {
    name: 'Schema.SObjectField',
    is: (value) => value instanceof SObjectField,
    methods: {
      'Schema.DescribeFieldResult getDescribe()': (self: SObjectField) => new FieldDescribe(self),
      'String toString()': (self: SObjectField) => self.toText(),
    },
  },
];

const objectDescribe = (engine: Engine): PlatformType => {
  const may = (permission: 'create' | 'read' | 'edit' | 'delete') => (self: ObjectDescribe) =>
    engine.database.mayObject(self.object, permission);
  return {
    name: 'Schema.DescribeSObjectResult',
    is: (value) => value instanceof ObjectDescribe,
    properties: { 'Schema.SObjectTypeFields fields': { get: (self: ObjectDescribe) => new FieldMap(self.object) } },
    methods: {
      'String getKeyPrefix()': (self: ObjectDescribe) => self.object.keyPrefix,
      'String getLabel()': (self: ObjectDescribe) => self.object.label,
      'String getLabelPlural()': (self: ObjectDescribe) => self.object.labelPlural,
      'String getLocalName()': (self: ObjectDescribe) => self.object.name,
      'String getName()': (self: ObjectDescribe) => self.object.name,
      'Schema.SObjectType getSObjectType()': (self: ObjectDescribe) => SObjectToken.of(self.object),
      'Boolean isAccessible()': may('read'),
      'Boolean isCreateable()': may('create'),
      'Boolean isCustom()': (self: ObjectDescribe) => self.object.custom,
      'Boolean isDeletable()': may('delete'),
      'Boolean isQueryable()': may('read'),
      'Boolean isUpdateable()': may('edit'),
    },
  };
};

const fieldDescribe = (engine: Engine): PlatformType => ({
  name: 'Schema.DescribeFieldResult',
  is: (value) => value instanceof FieldDescribe,
  methods: {
    'String getLabel()': (self: FieldDescribe) => self.field.label,
    'Integer getLength()': (self: FieldDescribe) => self.field.length,
    'String getName()': (self: FieldDescribe) => self.field.name,
    'Schema.SObjectField getSObjectField()': (self: FieldDescribe) => SObjectField.of(self.object, self.field),
    'Boolean isAccessible()': (self: FieldDescribe) => engine.database.mayField(self.object, self.field, 'read'),
    'Boolean isCreateable()': (self: FieldDescribe) => self.field.createable && engine.database.mayField(self.object, self.field, 'edit'),
    'Boolean isNillable()': (self: FieldDescribe) => self.field.nillable,
    'Boolean isUnique()': (self: FieldDescribe) => self.field.unique,
    'Boolean isUpdateable()': (self: FieldDescribe) => self.field.updateable && engine.database.mayField(self.object, self.field, 'edit'),
  },
});

/** Schema namespace (Apex Reference Guide): tokens and describes; permissions are those of the running user. */
export const describeTypes = (engine: Engine): PlatformType[] => [
  ...tokenTypes(engine),
  objectDescribe(engine),
  fieldDescribe(engine),
  {
    name: 'Schema.SObjectTypeFields',
    is: (value) => value instanceof FieldMap,
    methods: { 'Map<String, Schema.SObjectField> getMap()': (self: FieldMap) => fieldTokens(engine, self.object) },
  },
  {
    name: 'Schema',
    statics: {
      'Map<String, Schema.SObjectType> getGlobalDescribe()': () =>
        describeMap(
          engine,
          'Schema.SObjectType',
          engine.schema.objects.map((object) => [object.name, SObjectToken.of(object)]),
        ),
    },
  },
];

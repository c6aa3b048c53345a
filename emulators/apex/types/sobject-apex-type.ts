import type { Field, ObjectType, Schema } from '../../salesforce/schema/schema.ts';
import { fieldValue } from '../values/field-value.ts';
import { ApexList } from '../values/list.ts';
import { SObject } from '../values/sobject.ts';
import type { Value } from '../values/value.ts';
import type { ApexType, Member, Method } from './apex-type.ts';
import { fieldTypeName } from './field-type-name.ts';
import type { Resolve } from './platform-apex-type.ts';

/** A field that was never set reads as null, a checkbox as false: an sObject's Boolean is never null. */
const readField = (field: Field, record: SObject): Value => {
  const value = record.read(field.name);
  return value === null && field.type === 'boolean' ? false : value;
};

const named = (name: string) => ({ name, args: [] });

/** One object of the org as a type of Apex: fields, parents and children are its members. */
export class SObjectApexType implements ApexType {
  readonly name: string;
  readonly simpleName: string;
  readonly qualifiedName: string;
  readonly kind = 'sobject';
  readonly args: readonly ApexType[] = [];
  readonly interfaces: readonly ApexType[] = [];
  readonly object: ObjectType;
  readonly #schema: Schema;
  readonly #resolve: Resolve;

  constructor(object: ObjectType, schema: Schema, resolve: Resolve) {
    this.object = object;
    this.name = object.name;
    this.simpleName = object.name;
    this.qualifiedName = object.name;
    this.#schema = schema;
    this.#resolve = resolve;
  }

  get supertype(): ApexType {
    return this.#resolve(named('SObject'));
  }

  methods(lowerName: string): readonly Method[] {
    return this.supertype.methods(lowerName);
  }

  constructors(): readonly Method[] {
    const construct: Method = {
      ...{ name: this.name, owner: this, parameters: [], returns: this, isStatic: false },
      invoke: () => new SObject(this.object),
    };
    return [construct];
  }

  member(lowerName: string): Member | undefined {
    const field = this.object.fields.get(lowerName);
    return field ? this.#field(field) : (this.#parent(lowerName) ?? this.#children(lowerName));
  }

  inner(): ApexType | undefined {
    return undefined;
  }

  virtualMethod(): Method | undefined {
    return undefined;
  }

  slotNames(): readonly string[] {
    return [];
  }

  holds(value: Value): boolean {
    return value instanceof SObject && value.object === this.object;
  }

  #field(field: Field): Member {
    return {
      ...{ name: field.name, type: this.#resolve(named(fieldTypeName[field.type])), isStatic: false },
      read: (self) => readField(field, self as SObject),
      write: (self, value) => {
        (self as SObject).write(field.name, fieldValue(field, value));
      },
    };
  }

  #parent(lowerName: string): Member | undefined {
    const field = this.#schema.parentField(this.object, lowerName);
    if (!field) return undefined;
    const name = field.relationshipName ?? field.name;
    const target = field.referenceTo.length === 1 ? (field.referenceTo[0] ?? 'SObject') : 'Name';
    return {
      ...{ name, type: this.#resolve(named(target)), isStatic: false },
      read: (self) => (self as SObject).read(name),
      write: (self, value) => {
        (self as SObject).write(name, value);
      },
    };
  }

  #children(lowerName: string): Member | undefined {
    const child = this.#schema.childRelationships(this.object).find(({ name }) => name.toLowerCase() === lowerName);
    if (!child) return undefined;
    const type = this.#resolve({ name: 'List', args: [named(child.object.name)] });
    return { name: child.name, type, isStatic: false, read: (self) => (self as SObject).read(child.name) ?? new ApexList(type) };
  }
}

import type { Field, ObjectType, Schema } from '../../salesforce/schema/schema.ts';
import { isEqual } from '../values/equality.ts';
import { fieldValue } from '../values/field-value.ts';
import { ApexList } from '../values/list.ts';
import { SObject } from '../values/sobject.ts';
import type { Value } from '../values/value.ts';
import type { ApexType, Member, Method } from './apex-type.ts';
import { fieldTypeName } from './field-type-name.ts';
import { ApexMap } from '../values/map.ts';
import type { Resolve } from './platform-apex-type.ts';

/** A field that was never set reads as null, a checkbox as false: an sObject's Boolean is never null. */
const readField = (field: Field, record: SObject): Value => {
  const value = record.read(field.name);
  return value === null && field.type === 'boolean' ? false : value;
};

const byDeveloperName = (type: ApexType, records: readonly SObject[]): ApexMap => {
  const map = new ApexMap(type);
  for (const record of records) map.put(record.peek('DeveloperName'), record);
  return map;
};

/** What types of sObjects need of the org. */
export type TypesOfOrg = { readonly schema: Schema; readonly metadata: (object: ObjectType) => readonly SObject[] };

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
  readonly #org: TypesOfOrg;
  readonly #resolve: Resolve;

  constructor(object: ObjectType, org: TypesOfOrg, resolve: Resolve) {
    this.object = object;
    this.name = object.name;
    this.simpleName = object.name;
    this.qualifiedName = object.name;
    this.#org = org;
    this.#resolve = resolve;
  }

  get supertype(): ApexType {
    return this.#resolve(named('SObject'));
  }

  methods(lowerName: string): readonly Method[] {
    const own = this.object.kind === 'metadata' ? this.#metadataMethods().filter(({ name }) => name.toLowerCase() === lowerName) : [];
    return own.length > 0 ? own : this.supertype.methods(lowerName);
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

  /** `getInstance(name)` and `getAll()` of a custom metadata type; neither counts as a query. */
  #metadataMethods(): Method[] {
    const text = this.#resolve(named('String'));
    const all = this.#resolve({ name: 'Map', args: [named('String'), named(this.name)] });
    const records = (): readonly SObject[] => this.#org.metadata(this.object);
    const find = (name: Value): Value =>
      records().find((each) => [each.peek('DeveloperName'), each.id].some((known) => isEqual(known, name, 'ignoring case'))) ?? null;
    const base = { owner: this, isStatic: true };
    return [
      { ...base, name: 'getInstance', parameters: [text], returns: this, invoke: (_self, [name = null]) => find(name) },
      { ...base, name: 'getAll', parameters: [], returns: all, invoke: () => byDeveloperName(all, records()) },
    ];
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
    const field = this.#org.schema.parentField(this.object, lowerName);
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
    const child = this.#org.schema.childRelationships(this.object).find(({ name }) => name.toLowerCase() === lowerName);
    if (!child) return undefined;
    const type = this.#resolve({ name: 'List', args: [named(child.object.name)] });
    return { name: child.name, type, isStatic: false, read: (self) => (self as SObject).read(child.name) ?? new ApexList(type) };
  }
}

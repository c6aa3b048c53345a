import type { Field, ObjectType, Schema } from '../../salesforce/schema/schema.ts';
import { ApexError } from './apex-error.ts';
import type { Value } from './value.ts';

/** What `addError` said of a record in a trigger. */
export type RecordError = { readonly message: string; readonly field: string | null };

/**
 * A record in memory. Fields lie under their canonical names (`Frontline_Key__c`), parents under the name of their relationship (`Owner`,
 * an SObject or null), children under the name of theirs (`Contacts`, an ApexList). A name that is not there was never set, which differs
 * from null: DML writes what is there, and only that.
 */
export class SObject {
  readonly object: ObjectType;
  readonly values = new Map<string, Value>();
  readonly errors: RecordError[] = [];
  /** Canonical names of what a query asked for; undefined where the record did not come out of a query, so that every field may be read. */
  queried: Set<string> | undefined;
  /** Records of `Trigger.old`, and of `Trigger.new` after the change: FinalException when Apex writes to them. */
  readOnly = false;

  constructor(object: ObjectType) {
    this.object = object;
  }

  get id(): string | null {
    const id = this.values.get('Id');
    return typeof id === 'string' ? id : null;
  }

  /** Null where nothing is stored under that name; says nothing of whether it may be read. */
  peek(name: string): Value {
    return this.values.get(name) ?? null;
  }

  /**
   * What `record.Field` gives. Throws SObjectException when the record came out of a query that did not ask for the field
   * (Apex Developer Guide, "Querying and SOQL": only selected fields may be read).
   */
  read(name: string): Value {
    const value = this.values.get(name);
    if (value !== undefined) return value;
    if (this.queried && !this.queried.has(name)) {
      const message = `SObject row was retrieved via SOQL without querying the requested field: ${this.object.name}.${name}`;
      throw new ApexError('SObjectException', message);
    }
    return null;
  }

  /** The field of that name in any case; SObjectException when the object has none. */
  field(name: string): Field {
    const field = this.object.fields.get(name.toLowerCase());
    if (!field) throw new ApexError('SObjectException', `Invalid field ${name} for ${this.object.name}`);
    return field;
  }

  write(name: string, value: Value): void {
    if (this.readOnly) throw new ApexError('FinalException', 'Record is read-only');
    this.values.set(name, value);
  }

  /** A copy with its own fields; parents and children are shared. */
  copy(): SObject {
    const copy = new SObject(this.object);
    for (const [name, value] of this.values) copy.values.set(name, value);
    copy.queried = this.queried && new Set(this.queried);
    return copy;
  }
}

/** A row of `GROUP BY` or of an aggregate function: values under their aliases, `expr0` where there is none. */
export const aggregateResult: ObjectType = {
  name: 'AggregateResult',
  label: 'Aggregate Result',
  labelPlural: 'Aggregate Results',
  keyPrefix: '',
  kind: 'record',
  custom: false,
  createable: false,
  updateable: false,
  deletable: false,
  searchable: false,
  autoNumber: null,
  fields: new Map(),
};

/** The object whose records begin with this id's prefix; SObjectException when there is none. */
export const objectOfId = (schema: Schema, id: string): ObjectType => {
  const object = schema.byKeyPrefix(id.slice(0, 3));
  if (!object) throw new ApexError('SObjectException', `Unable to find sObject type for key prefix ${id.slice(0, 3)}`);
  return object;
};

import type { Field, ObjectType } from '../../salesforce/schema/schema.ts';
import { WithText } from './with-text.ts';

const onceFor = <K extends object, T>(make: (key: K) => T) => {
  const made = new WeakMap<K, T>();
  return (key: K): T => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
};

/** Schema.SObjectType: one for each object, so that `==` compares them. */
export class SObjectToken extends WithText {
  static readonly of = onceFor((object: ObjectType) => new SObjectToken(object));
  readonly object: ObjectType;

  private constructor(object: ObjectType) {
    super();
    this.object = object;
  }

  override toText(): string {
    return this.object.name;
  }
}

const newMap = () => new Map<Field, SObjectField>();
const fieldsOf = onceFor<ObjectType, Map<Field, SObjectField>>(newMap);

/** Schema.SObjectField: one for each field of an object. */
export class SObjectField extends WithText {
  readonly object: ObjectType;
  readonly field: Field;

  private constructor(object: ObjectType, field: Field) {
    super();
    this.object = object;
    this.field = field;
  }

  static of(object: ObjectType, field: Field): SObjectField {
    const known = fieldsOf(object).get(field) ?? new SObjectField(object, field);
    fieldsOf(object).set(field, known);
    return known;
  }

  override toText(): string {
    return this.field.name;
  }
}

import type { ApexType } from '../types/apex-type.ts';
import { WithText } from './with-text.ts';

const made = new WeakMap<ApexType, TypeToken>();

/** `Contact.class`: a value of the Apex type Type, one for each type. */
export class TypeToken extends WithText {
  readonly type: ApexType;

  private constructor(type: ApexType) {
    super();
    this.type = type;
  }

  static of(type: ApexType): TypeToken {
    const known = made.get(type) ?? new TypeToken(type);
    made.set(type, known);
    return known;
  }

  override toText(): string {
    return this.type.name;
  }
}

import type { ApexType } from '../types/apex-type.ts';
import { ApexError } from './apex-error.ts';
import { WithContent } from './content-key.ts';
import type { Value } from './value.ts';

/** A List of Apex; `type` is the whole type, `List<String>`. */
export class ApexList extends WithContent {
  readonly type: ApexType;
  items: Value[];

  constructor(type: ApexType, items: Value[] = []) {
    super();
    this.type = type;
    this.items = items;
  }

  at(index: number): Value {
    return this.items[this.checked(index)] ?? null;
  }

  put(index: number, value: Value): void {
    this.items[this.checked(index)] = value;
  }

  override contentKey(keyOf: (value: Value) => string): string {
    return `[${this.items.map(keyOf).join()}]`;
  }

  checked(index: number): number {
    if (index >= 0 && index < this.items.length) return index;
    throw new ApexError('ListException', `List index out of bounds: ${index}`);
  }
}

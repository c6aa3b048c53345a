import type { ApexType } from '../types/apex-type.ts';
import { WithContent } from './content-key.ts';
import { hashKey } from './hash-key.ts';
import type { Value } from './value.ts';

/** A Set of Apex, in the order of first insertion. */
export class ApexSet extends WithContent {
  readonly type: ApexType;
  readonly #byKey = new Map<string, Value>();

  constructor(type: ApexType, items: Iterable<Value> = []) {
    super();
    this.type = type;
    for (const item of items) this.add(item);
  }

  get size(): number {
    return this.#byKey.size;
  }

  add(value: Value): boolean {
    const key = hashKey(value);
    if (this.#byKey.has(key)) return false;
    this.#byKey.set(key, value);
    return true;
  }

  has(value: Value): boolean {
    return this.#byKey.has(hashKey(value));
  }

  delete(value: Value): boolean {
    return this.#byKey.delete(hashKey(value));
  }

  clear(): void {
    this.#byKey.clear();
  }

  values(): Value[] {
    return [...this.#byKey.values()];
  }

  override contentKey(keyOf: (value: Value) => string): string {
    return `{${this.values().map(keyOf).sort().join()}}`;
  }
}

import type { ApexType } from '../types/apex-type.ts';
import { WithContent } from './content-key.ts';
import { hashKey } from './hash-key.ts';
import type { Value } from './value.ts';

/** A Map of Apex, in the order of first insertion; texts are told apart by case, as keys (Apex Reference Guide, "Map Class"). */
export class ApexMap extends WithContent {
  readonly type: ApexType;
  readonly #byKey = new Map<string, readonly [Value, Value]>();

  constructor(type: ApexType) {
    super();
    this.type = type;
  }

  get size(): number {
    return this.#byKey.size;
  }

  get(key: Value): Value {
    return this.#byKey.get(hashKey(key))?.[1] ?? null;
  }

  has(key: Value): boolean {
    return this.#byKey.has(hashKey(key));
  }

  /** The former value. */
  put(key: Value, value: Value): Value {
    const hashed = hashKey(key);
    const before = this.#byKey.get(hashed);
    this.#byKey.set(hashed, [before ? before[0] : key, value]);
    return before?.[1] ?? null;
  }

  /** The value that was there. */
  delete(key: Value): Value {
    const hashed = hashKey(key);
    const before = this.#byKey.get(hashed)?.[1] ?? null;
    this.#byKey.delete(hashed);
    return before;
  }

  clear(): void {
    this.#byKey.clear();
  }

  entries(): (readonly [Value, Value])[] {
    return [...this.#byKey.values()];
  }

  override contentKey(keyOf: (value: Value) => string): string {
    const keys = this.entries().map(([key, value]) => `${keyOf(key)}=${keyOf(value)}`);
    return `<${keys.sort().join()}>`;
  }
}

import type { Value } from './value.ts';

/** A collection: equal to another when their contents are. */
export abstract class WithContent {
  /** A text made of the keys of what is inside. */
  abstract contentKey(keyOf: (value: Value) => string): string;
}

import type { Frame } from '../frame.ts';
import type { ApexType } from '../types/apex-type.ts';
import type { Value } from '../values/value.ts';

/** Compiled code that gives a value. */
export type Run = (frame: Frame) => Value;

/** Something that can be assigned to. Both are called while compiling and answer what runs. */
export type Place = {
  /** Evaluates what the place hangs on, then `right`, then stores; gives what was stored. */
  assign(right: Run): Run;
  /** Evaluates the place once, reads, stores what `change` makes of it; gives the value before and the one after. */
  update(change: (before: Value, frame: Frame) => Value): (frame: Frame) => { before: Value; after: Value };
};

/** A compiled expression with its static type. */
export type Expression = {
  readonly type: ApexType;
  readonly run: Run;
  readonly place?: Place;
  /** A query in brackets: assigned to a record, it means its only row. */
  readonly isQuery?: boolean;
  /** `task.Owner`: a field behind it is null where the parent is. */
  readonly isParent?: boolean;
};

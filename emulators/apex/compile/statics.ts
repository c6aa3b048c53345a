import type { Engine } from '../engine.ts';
import { Frame } from '../frame.ts';
import type { ClassType } from '../types/class-type.ts';
import type { Value } from '../values/value.ts';

/** The static fields of a class in this transaction; on first use they are initialised in the order of the source. */
export const ensureStatics = (engine: Engine, type: ClassType): Value[] => {
  const { statics, stack } = engine.context();
  const known = statics.get(type);
  if (known) return known;
  const values: Value[] = [];
  statics.set(type, values);
  const declared = type.declaration.modifiers.sharing;
  const frame = new Frame({ label: `Class.${type.name}.<clinit>`, type, self: null, sharing: declared === 'with', locals: [] });
  stack.push(frame);
  type.initialiseStatics(frame);
  stack.pop();
  return values;
};

import { ApexError } from '../values/apex-error.ts';
import { ApexList } from '../values/list.ts';
import { ApexMap } from '../values/map.ts';
import { ApexSet } from '../values/set.ts';
import type { Value } from '../values/value.ts';
import type { ApexType, Method } from './apex-type.ts';
import type { Native } from './platform-type.ts';
import type { Signature } from './signature.ts';
import type { TypeName } from './type-name.ts';

const toMap = (type: ApexType, entries: Map<Value, Value>): ApexMap => {
  const map = new ApexMap(type);
  for (const [key, value] of entries) map.put(key, value);
  return map;
};

/** Makes an Apex value of what TypeScript answered: arrays, Sets and Maps become collections of the declared type. */
export const toApex = (type: ApexType, answer: unknown): Value => {
  if (answer instanceof Map) return toMap(type, answer as Map<Value, Value>);
  if (!Array.isArray(answer) && !(answer instanceof Set)) return answer ?? null;
  const items = answer as Iterable<Value>;
  return type.name.startsWith('Set<') ? new ApexSet(type, items) : new ApexList(type, [...items]);
};

/** Values of these types may be null wherever they are passed: the platform looks at them itself. */
const TAKES_NULL = new Set<string>(['Object', 'SObject', 'T', 'K', 'V']);

const refusesNull = (signature: Signature): readonly boolean[] =>
  signature.parameters.map(({ type, nullable }) => !nullable && !TAKES_NULL.has(type.name));

const checkNulls = (refused: readonly boolean[], args: readonly Value[]): void => {
  if (args.some((arg, at) => arg === null && refused[at] === true)) throw new ApexError('NullPointerException', 'Argument cannot be null.');
};

type Parts = {
  readonly owner: ApexType;
  readonly signature: Signature;
  readonly native: Native;
  readonly isStatic: boolean;
  /** What a constructor answers; else the signature says it. */
  readonly returns?: ApexType;
};

/** A method of the platform from its signature and what does it. */
export const nativeMethod = (parts: Parts, resolve: (name: TypeName) => ApexType): Method => {
  const { owner, signature, native, isStatic } = parts;
  const returns = parts.returns ?? resolve(signature.returns);
  const refused = refusesNull(signature);
  const strict = refused.includes(true);
  return {
    ...{ name: signature.name, owner, returns, isStatic, parameters: signature.parameters.map(({ type }) => resolve(type)) },
    invoke: (self, args) => {
      if (strict) checkNulls(refused, args);
      return toApex(returns, isStatic ? native(...args) : native(self, ...args));
    },
  };
};

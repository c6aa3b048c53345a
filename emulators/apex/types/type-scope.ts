import type { ApexType } from './apex-type.ts';

/** Where a name of a type is looked up: the classes around the place where it is written, the innermost first. */
export type TypeScope = { readonly enclosing: readonly ApexType[] };

export const globalScope: TypeScope = { enclosing: [] };

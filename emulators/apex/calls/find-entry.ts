import { ClassMethod } from '../compile/class-method.ts';
import type { ClassType } from '../types/class-type.ts';

/** A method that something outside Apex may call: it has this annotation. */
export const annotated = (method: ClassMethod, name: string): boolean =>
  method.declaration.modifiers.annotations.some((each) => each.name === name);

/** Methods of a class that are written in Apex. */
export const classMethods = (type: ClassType): ClassMethod[] =>
  [...type.links.methods.values()].flat().filter((method): method is ClassMethod => method instanceof ClassMethod);

/** The class of that name, in any case. */
export const findClass = (classes: readonly ClassType[], name: string): ClassType | undefined =>
  classes.find((type) => type.name.toLowerCase() === name.toLowerCase());

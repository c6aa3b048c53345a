import type { Method } from '../types/apex-type.ts';
import type { ClassType } from '../types/class-type.ts';
import { ClassMethod } from '../compile/class-method.ts';

export type TestClass = { readonly type: ClassType; readonly setUp: readonly Method[]; readonly tests: readonly Method[] };

const hasAnnotation = (method: Method, name: string): boolean =>
  method instanceof ClassMethod && method.declaration.modifiers.annotations.some((each) => each.name === name);

export const isTestClass = (type: ClassType): boolean => type.declaration.modifiers.annotations.some(({ name }) => name === 'istest');

/** Classes with `@IsTest` methods, and what they run first. */
export const findTests = (classes: readonly ClassType[]): TestClass[] =>
  classes.filter(isTestClass).flatMap((type) => {
    const methods = [...type.links.methods.values()].flat();
    const tests = methods.filter((method) => hasAnnotation(method, 'istest'));
    return tests.length === 0 ? [] : [{ type, tests, setUp: methods.filter((method) => hasAnnotation(method, 'testsetup')) }];
  });

import type { Engine } from '../engine.ts';
import type { Method } from '../types/apex-type.ts';
import type { ClassType } from '../types/class-type.ts';
import type { ExceptionObject } from '../values/exception-object.ts';
import type { Value } from '../values/value.ts';
import type { ClassConstructor } from './class-constructor.ts';

const FORMS: readonly (readonly string[])[] = [['String'], ['Exception'], ['String', 'Exception']];

/** The constructors that every class below Exception has besides its own (Apex Developer Guide, "Create Custom Exceptions"). */
export const exceptionConstructors = (engine: Engine, owner: ClassType, plain: ClassConstructor): Method[] =>
  FORMS.map((names) => ({
    ...{ name: owner.name, owner, returns: owner, isStatic: false, parameters: names.map((name) => engine.types.get(name)) },
    invoke: (_self: Value, args: readonly Value[]): Value => {
      const exception = plain.invoke(null, []) as ExceptionObject;
      for (const arg of args) {
        if (typeof arg === 'string') exception.message = arg;
        else exception.cause = arg;
      }
      return exception;
    },
  }));

import type { Engine } from '../engine.ts';
import { Frame } from '../frame.ts';
import type { MethodDeclaration } from '../parse/declaration.ts';
import type { ApexType, Method } from '../types/apex-type.ts';
import { ClassType } from '../types/class-type.ts';
import { ApexError } from '../values/apex-error.ts';
import { ApexObject } from '../values/apex-object.ts';
import type { Value } from '../values/value.ts';
import { ensureStatics } from './statics.ts';
import type { Step } from './step.ts';

/** Apex Developer Guide, "Execution Governors and Limits": stack depth. */
const MAX_DEPTH = 1000;

/** Whether queries of a call look at sharing: as its class says, else as its caller; `inherited` means with sharing for the first call. */
export const sharingOf = (type: ClassType | undefined, caller: Frame | undefined): boolean => {
  const declared = type?.declaration.modifiers.sharing;
  if (declared === 'with') return true;
  if (declared === 'without') return false;
  return caller?.sharing ?? declared === 'inherited';
};

/** Runs code as a call of its own: with its frame on the stack, its line in traces. */
export const runFrame = (engine: Engine, frame: Frame, step: (frame: Frame) => unknown): Value => {
  const { stack, limits } = engine.context();
  limits.spend();
  if (stack.length >= MAX_DEPTH) throw new ApexError('LimitException', `Maximum stack depth reached: ${MAX_DEPTH + 1}`);
  stack.push(frame);
  step(frame);
  stack.pop();
  return frame.returned;
};

/** A method written in Apex; its body is set once everything is declared. */
export class ClassMethod implements Method {
  readonly name: string;
  readonly owner: ClassType;
  readonly parameters: readonly ApexType[];
  readonly returns: ApexType;
  readonly isStatic: boolean;
  readonly declaration: MethodDeclaration;
  body: Step | undefined;
  readonly #engine: Engine;
  readonly #label: string;

  constructor(
    engine: Engine,
    owner: ClassType,
    parts: { declaration: MethodDeclaration; parameters: readonly ApexType[]; returns: ApexType },
  ) {
    this.#engine = engine;
    this.owner = owner;
    this.declaration = parts.declaration;
    this.name = parts.declaration.name;
    this.parameters = parts.parameters;
    this.returns = parts.returns;
    this.isStatic = parts.declaration.modifiers.words.has('static') || parts.declaration.modifiers.words.has('testmethod');
    this.#label = `Class.${owner.name}.${this.name}`;
  }

  invoke(self: Value, args: readonly Value[]): Value {
    if (this.isStatic) {
      ensureStatics(this.#engine, this.owner);
      return this.invokeExactly(null, args);
    }
    const target = self instanceof ApexObject && self.type instanceof ClassType ? self.type.override(this) : undefined;
    if (target === undefined || target === this) return this.invokeExactly(self, args);
    return target.invokeExactly ? target.invokeExactly(self, args) : target.invoke(self, args);
  }

  invokeExactly(self: Value, args: readonly Value[]): Value {
    const { body } = this;
    if (!body) throw new Error(`${this.#label} has no body`);
    const sharing = sharingOf(this.owner, this.#engine.context().stack.at(-1));
    const frame = new Frame({ label: this.#label, type: this.owner, self, sharing, locals: [...args] });
    return runFrame(this.#engine, frame, body);
  }
}

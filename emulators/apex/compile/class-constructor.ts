import {
  type BlockContext,
  ExpressionStatementContext,
  MethodCallExpressionContext,
  type StatementContext,
} from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import type { Engine } from '../engine.ts';
import { Frame } from '../frame.ts';
import type { MethodDeclaration } from '../parse/declaration.ts';
import type { ApexType, Method } from '../types/apex-type.ts';
import { ClassType } from '../types/class-type.ts';
import { isSubtype } from '../types/subtype.ts';
import { ApexObject } from '../values/apex-object.ts';
import { ExceptionObject } from '../values/exception-object.ts';
import type { Value } from '../values/value.ts';
import { chooseMethod, compileArguments } from './arguments.ts';
import { compileSequence } from './blocks.ts';
import type { Body, Tree } from './body.ts';
import { runFrame, sharingOf } from './class-method.ts';
import { ensureStatics } from './statics.ts';
import type { Step } from './step.ts';

/** A constructor written in Apex, or the one that every class has when it writes none. */
export class ClassConstructor implements Method {
  readonly name: string;
  readonly owner: ClassType;
  readonly parameters: readonly ApexType[];
  readonly returns: ApexType;
  readonly isStatic = false;
  readonly declaration: MethodDeclaration | undefined;
  body: ((frame: Frame) => unknown) | undefined;
  readonly #engine: Engine;

  constructor(engine: Engine, owner: ClassType, parts: { declaration: MethodDeclaration | undefined; parameters: readonly ApexType[] }) {
    this.#engine = engine;
    this.owner = owner;
    this.name = owner.name;
    this.returns = owner;
    this.parameters = parts.parameters;
    this.declaration = parts.declaration;
  }

  /** Makes an instance. */
  invoke(_self: Value, args: readonly Value[]): Value {
    const engine = this.#engine;
    const exception = engine.types.get('Exception');
    ensureStatics(engine, this.owner);
    const object = isSubtype(this.owner, exception) ? engine.makeException(this.owner, null) : new ApexObject(this.owner);
    this.invokeExactly(object, args);
    return object;
  }

  /** Fills an instance that is there: what `this(...)` and `super(...)` mean. */
  invokeExactly(self: Value, args: readonly Value[]): Value {
    const sharing = sharingOf(this.owner, this.#engine.context().stack.at(-1));
    const frame = new Frame({ label: `Class.${this.owner.name}.<init>`, type: this.owner, self, sharing, locals: [...args] });
    return runFrame(this.#engine, frame, this.body ?? (() => undefined));
  }
}

/** `this(...)` or `super(...)` at the head of a constructor. */
const headCall = (statement: StatementContext | undefined) => {
  const first: unknown = statement?.getChild(0);
  if (!(first instanceof ExpressionStatementContext)) return undefined;
  const expression = first.expression();
  const call = expression instanceof MethodCallExpressionContext ? expression.methodCall() : undefined;
  if (!call || !(optional(call.THIS()) ?? optional(call.SUPER()))) return undefined;
  return { call, at: expression, isThis: Boolean(optional(call.THIS())) };
};

/** Exceptions take a message, a cause or both (Apex Reference Guide, "Exception Class": constructors). */
const fillException = (self: Value, args: readonly Value[]): void => {
  if (!(self instanceof ExceptionObject)) return;
  for (const arg of args) {
    if (typeof arg === 'string') self.message = arg;
    else self.cause = arg;
  }
};

const callAbove = (body: Body, head: ReturnType<typeof headCall>): ((frame: Frame) => void) => {
  const above = body.type?.supertype;
  if (!(above instanceof ClassType)) {
    const args = head ? compileArguments(body, optional(head.call.expressionList())).map(({ run }) => run) : [];
    return (frame) => {
      fillException(
        frame.self,
        args.map((run) => run(frame)),
      );
    };
  }
  const args = head ? compileArguments(body, optional(head.call.expressionList())) : [];
  const at: Tree = head?.at ?? { start: { line: body.type?.declaration.line ?? 0 }, getText: () => '' };
  const { method, values } = chooseMethod(body, { name: `super`, methods: above.constructors(), args, at });
  return (frame) => {
    method.invokeExactly?.(frame.self, values(frame));
  };
};

/**
 * The code of a constructor: another one of the class where it begins with `this(...)`; else the superclass's, then the fields and
 * initializers of this class in order, then the rest.
 */
export const compileConstructor = (body: Body, type: ClassType, block: BlockContext | undefined): ((frame: Frame) => void) => {
  const [first, ...rest] = block?.statement_list() ?? [];
  const head = headCall(first);
  const others = head ? rest : first ? [first, ...rest] : [];
  if (head?.isThis) {
    const args = compileArguments(body, optional(head.call.expressionList()));
    const { method, values } = chooseMethod(body, { name: 'this', methods: type.constructors(), args, at: head.at });
    const step: Step = compileSequence(body, others);
    return (frame) => {
      method.invokeExactly?.(frame.self, values(frame));
      step(frame);
    };
  }
  const above = callAbove(body, head);
  const step: Step = compileSequence(body, others);
  return (frame) => {
    above(frame);
    type.initialise(frame);
    step(frame);
  };
};

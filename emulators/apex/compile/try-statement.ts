import type { CatchClauseContext, TryStatementContext } from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import type { Frame } from '../frame.ts';
import type { ApexType } from '../types/apex-type.ts';
import type { Engine } from '../engine.ts';
import { type ExceptionObject, Thrown } from '../values/exception-object.ts';
import { compileBlock } from './blocks.ts';
import type { Body } from './body.ts';
import { Completion, type Step } from './step.ts';

type Catch = { readonly type: ApexType; readonly slot: number; readonly step: Step };

/** Nothing catches these (Apex Developer Guide, "Execution Governors and Limits"; Apex Reference Guide, "System.assert"). */
const UNCATCHABLE = new Set(['LimitException', 'AssertException']);

const compileCatch = (body: Body, tree: CatchClauseContext): Catch =>
  body.variables.inBlock(() => {
    const type = body.typeOf(tree.qualifiedName());
    const { slot } = body.variables.declare(tree.id().getText(), type);
    return { type, slot, step: compileBlock(body, tree.block()) };
  });

/** Calls that an exception has left are no longer running. */
const unwind = (engine: Engine, frame: Frame): void => {
  const { stack } = engine.context();
  stack.length = stack.lastIndexOf(frame) + 1;
};

const runCatch = (clause: Catch, frame: Frame, exception: ExceptionObject): Completion => {
  frame.locals[clause.slot] = exception;
  return clause.step(frame);
};

const withCatches =
  (engine: Engine, step: Step, catches: readonly Catch[]): Step =>
  (frame) => {
    try {
      return step(frame);
    } catch (error) {
      const exception = engine.exceptionOf(error);
      if (!exception || UNCATCHABLE.has(exception.type.name)) throw error;
      unwind(engine, frame);
      const clause = catches.find(({ type }) => type.holds(exception));
      if (!clause) throw new Thrown(exception);
      return runCatch(clause, frame, exception);
    }
  };

const isFatal = (engine: Engine, error: unknown): boolean => {
  const exception = engine.exceptionOf(error);
  return !exception || UNCATCHABLE.has(exception.type.name);
};

const withFinally =
  (engine: Engine, step: Step, last: Step): Step =>
  (frame) => {
    let completion: Completion;
    try {
      completion = step(frame);
    } catch (error) {
      if (isFatal(engine, error)) throw error;
      const exception = engine.exceptionOf(error);
      unwind(engine, frame);
      const ended = last(frame);
      if (ended !== Completion.normal) return ended;
      throw exception ? new Thrown(exception) : error;
    }
    const { returned } = frame;
    const ended = last(frame);
    if (ended !== Completion.normal) return ended;
    frame.returned = returned;
    return completion;
  };

/** `try`, its catch clauses in order, and `finally`. */
export const compileTry = (body: Body, tree: TryStatementContext): Step => {
  const { engine } = body;
  const step = compileBlock(body, tree.block());
  const catches = tree.catchClause_list().map((each) => compileCatch(body, each));
  const guarded = catches.length > 0 ? withCatches(engine, step, catches) : step;
  const last = optional(tree.finallyBlock());
  return last ? withFinally(engine, guarded, compileBlock(body, last.block())) : guarded;
};

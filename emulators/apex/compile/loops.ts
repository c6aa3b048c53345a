import type {
  DoWhileStatementContext,
  EnhancedForControlContext,
  ExpressionListContext,
  ForStatementContext,
  StatementContext,
  WhileStatementContext,
} from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import type { ApexType } from '../types/apex-type.ts';
import { ApexError } from '../values/apex-error.ts';
import type { Value } from '../values/value.ts';
import { compileBlock } from './blocks.ts';
import type { Body } from './body.ts';
import { convert } from './convert.ts';
import type { Run } from './expression.ts';
import { itemsOf, sizeOf } from './iteration.ts';
import { compileCondition } from './logic.ts';
import { compileVariables } from './simple-statements.ts';
import { Completion, type Step } from './step.ts';

const NOTHING: Step = () => Completion.normal;

const inner = (body: Body, tree: StatementContext | null | undefined): Step =>
  tree ? body.variables.inBlock(() => body.statement(tree)) : NOTHING;

export const compileWhile = (body: Body, tree: WhileStatementContext): Step => {
  const condition = compileCondition(body, tree.parExpression().expression());
  const step = inner(body, optional(tree.statement()));
  return (frame) => {
    while (condition(frame)) {
      body.engine.context().limits.spend();
      const completion = step(frame);
      if (completion === Completion.break) break;
      if (completion === Completion.return) return completion;
    }
    return Completion.normal;
  };
};

export const compileDoWhile = (body: Body, tree: DoWhileStatementContext): Step => {
  const step = compileBlock(body, tree.block());
  const condition = compileCondition(body, tree.parExpression().expression());
  return (frame) => {
    do {
      body.engine.context().limits.spend();
      const completion = step(frame);
      if (completion === Completion.break) break;
      if (completion === Completion.return) return completion;
    } while (condition(frame));
    return Completion.normal;
  };
};

const compileAll = (body: Body, tree: ExpressionListContext): Step => {
  const runs = tree.expression_list().map((each) => body.expression(each).run);
  return (frame) => {
    for (const run of runs) run(frame);
    return Completion.normal;
  };
};

const compileCounting = (body: Body, tree: ForStatementContext): Step => {
  const control = tree.forControl();
  const init = optional(control.forInit());
  const variables = optional(init?.localVariableDeclaration());
  const start = variables ? compileVariables(body, variables) : init ? compileAll(body, init.expressionList()) : NOTHING;
  const limit = optional(control.expression());
  const condition = limit ? compileCondition(body, limit) : () => true;
  const update = optional(control.forUpdate());
  const advance = update ? compileAll(body, update.expressionList()) : NOTHING;
  const step = inner(body, optional(tree.statement()));
  return (frame) => {
    for (start(frame); condition(frame); advance(frame)) {
      body.engine.context().limits.spend();
      const completion = step(frame);
      if (completion === Completion.break) break;
      if (completion === Completion.return) return completion;
    }
    return Completion.normal;
  };
};

/** Rows that a `for (List<Task> chunk : [SELECT ...])` gets at a time (Apex Developer Guide, "SOQL For Loops"). */
const CHUNK = 200;

type Each = { readonly source: Run; readonly element: ApexType; readonly chunked: boolean };

const sourceOf = (body: Body, control: EnhancedForControlContext, type: ApexType): Each => {
  const source = body.expression(control.expression());
  const element = source.type.args.at(0) ?? type;
  return { source: source.run, element, chunked: source.isQuery === true && type.kind === 'collection' };
};

const unchanged = (collection: Value, size: number): void => {
  if (sizeOf(collection) !== size) throw new ApexError('FinalException', 'Cannot modify a collection while it is being iterated.');
};

const compileEach = (body: Body, tree: ForStatementContext): Step => {
  const control = tree.forControl().enhancedForControl();
  const type = body.typeOf(control.typeRef());
  const { source, element, chunked } = sourceOf(body, control, type);
  const { slot } = body.variables.declare(control.id().getText(), type);
  const item = convert({ type: chunked ? type : element, run: (frame) => frame.returned }, type);
  const step = inner(body, optional(tree.statement()));
  const chunk = chunked ? { size: CHUNK, type } : undefined;
  return (frame) => {
    const collection = source(frame);
    const size = sizeOf(collection);
    for (const each of itemsOf(collection, chunk)) {
      unchanged(collection, size);
      body.engine.context().limits.spend();
      frame.returned = each;
      frame.locals[slot] = item(frame);
      const completion = step(frame);
      if (completion === Completion.break) break;
      if (completion === Completion.return) return completion;
    }
    return Completion.normal;
  };
};

export const compileFor = (body: Body, tree: ForStatementContext): Step =>
  body.variables.inBlock(() => (optional(tree.forControl().enhancedForControl()) ? compileEach(body, tree) : compileCounting(body, tree)));

import type { BlockContext, IfStatementContext, StatementContext } from '@apexdevtools/apex-parser';
import type { Body } from './body.ts';
import { compileCondition } from './logic.ts';
import { Completion, type Step } from './step.ts';

/** Statements one after the other. */
export const compileSequence = (body: Body, trees: readonly StatementContext[]): Step => {
  const steps = trees.map((each) => body.statement(each));
  return (frame) => {
    for (const step of steps) {
      const completion = step(frame);
      if (completion !== Completion.normal) return completion;
    }
    return Completion.normal;
  };
};

/** `{ ... }`, whose variables end with it. */
export const compileBlock = (body: Body, tree: BlockContext): Step =>
  body.variables.inBlock(() => compileSequence(body, tree.statement_list()));

export const compileIf = (body: Body, tree: IfStatementContext): Step => {
  const condition = compileCondition(body, tree.parExpression().expression());
  const [then, otherwise] = tree.statement_list().map((each) => body.variables.inBlock(() => body.statement(each)));
  if (!then) throw body.fault(tree, 'an if needs a statement');
  return (frame) => {
    if (condition(frame)) return then(frame);
    return otherwise ? otherwise(frame) : Completion.normal;
  };
};

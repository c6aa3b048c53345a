import type { StatementContext } from '@apexdevtools/apex-parser';
import * as grammar from '@apexdevtools/apex-parser';
import { compileBlock, compileIf } from './blocks.ts';
import type { Body } from './body.ts';
import {
  compileDelete,
  compileInsert,
  compileMerge,
  compileRunAs,
  compileUndelete,
  compileUpdate,
  compileUpsert,
} from './dml-statements.ts';
import { compileDoWhile, compileFor, compileWhile } from './loops.ts';
import { compileExpressionStatement, compileReturn, compileThrow, compileVariables } from './simple-statements.ts';
import { Completion, type Step } from './step.ts';
import { compileSwitch } from './switch-statement.ts';
import { compileTry } from './try-statement.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each entry takes the kind of tree it stands under
type Compile = (body: Body, tree: any) => Step;

type Part = { readonly start: { readonly line: number } };

const COMPILERS = new Map<unknown, Compile>([
  [grammar.BlockContext, compileBlock],
  [grammar.IfStatementContext, compileIf],
  [grammar.SwitchStatementContext, compileSwitch],
  [grammar.ForStatementContext, compileFor],
  [grammar.WhileStatementContext, compileWhile],
  [grammar.DoWhileStatementContext, compileDoWhile],
  [grammar.TryStatementContext, compileTry],
  [grammar.ReturnStatementContext, compileReturn],
  [grammar.ThrowStatementContext, compileThrow],
  [grammar.BreakStatementContext, () => () => Completion.break],
  [grammar.ContinueStatementContext, () => () => Completion.continue],
  [grammar.InsertStatementContext, compileInsert],
  [grammar.UpdateStatementContext, compileUpdate],
  [grammar.DeleteStatementContext, compileDelete],
  [grammar.UndeleteStatementContext, compileUndelete],
  [grammar.UpsertStatementContext, compileUpsert],
  [grammar.MergeStatementContext, compileMerge],
  [grammar.RunAsStatementContext, compileRunAs],
  [
    grammar.LocalVariableDeclarationStatementContext,
    (body: Body, tree: grammar.LocalVariableDeclarationStatementContext) => compileVariables(body, tree.localVariableDeclaration()),
  ],
  [grammar.ExpressionStatementContext, compileExpressionStatement],
]);

/** A statement as code; each but a block notes its line and counts as covered when it runs. A LoadError names what is not modelled. */
export const compileStatement = (body: Body, tree: StatementContext): Step => {
  const statement = tree.getChild(0) as unknown as Part;
  const compile = COMPILERS.get(statement.constructor);
  if (!compile) throw body.fault(tree, `${statement.constructor.name.replace('Context', '')} is not modelled`);
  const step = compile(body, statement);
  if (statement instanceof grammar.BlockContext) return step;
  const { line } = statement.start;
  const hits = body.engine.hitsOf(body.file);
  hits.set(line, hits.get(line) ?? 0);
  return (frame) => {
    frame.line = line;
    hits.set(line, (hits.get(line) ?? 0) + 1);
    return step(frame);
  };
};

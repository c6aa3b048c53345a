import * as grammar from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import { compileCast, compileDot, compileElement, compileInstanceOf } from './access.ts';
import type { Operator } from './arithmetic.ts';
import { compileAssignment, compilePostfix, compilePrefix } from './assignment.ts';
import type { Body, Tree } from './body.ts';
import { compileOwnCall } from './call.ts';
import { compileEquality, compileOrder } from './comparison.ts';
import { compileCreation } from './creation.ts';
import type { Expression } from './expression.ts';
import { compileLiteral } from './literal.ts';
import { compileAnd, compileChoice, compileCoalesce, compileNegation, compileOr } from './logic.ts';
import { compileBinary } from './operators.ts';
import { compileName } from './reference.ts';
import { compileSoql } from './soql-expression.ts';
import { TypeToken } from '../values/type-token.ts';

type Operands = Tree & { expression_list(): grammar.ExpressionContext[] };

const binary = (operatorOf: (tree: never) => Operator) => (body: Body, tree: Operands) => {
  const [left, right] = tree.expression_list().map((each) => body.expression(each));
  if (!left || !right) throw body.fault(tree, 'an operand is missing');
  return compileBinary(body, operatorOf(tree as never), { left, right, at: tree });
};

const primary = (body: Body, tree: grammar.PrimaryExpressionContext): Expression => {
  const inner = tree.primary();
  if (inner instanceof grammar.IdPrimaryContext) return compileName(body, tree);
  if (inner instanceof grammar.LiteralPrimaryContext) return compileLiteral(body, inner.literal());
  if (inner instanceof grammar.SoqlPrimaryContext) return compileSoql(body, inner.soqlLiteral().query());
  if (inner instanceof grammar.ThisPrimaryContext && body.type && !body.isStatic) return { type: body.type, run: (frame) => frame.self };
  if (inner instanceof grammar.TypeRefPrimaryContext) {
    const token = TypeToken.of(body.typeOf(inner.typeRef()));
    return { type: body.engine.types.get('Type'), run: () => token };
  }
  throw body.fault(tree, `${tree.getText()} is not modelled`);
};

const shift = (tree: grammar.BitExpressionContext): Operator =>
  tree.LT_list().length > 0 ? '<<' : tree.GT_list().length === 3 ? '>>>' : '>>';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each entry takes the kind of tree it stands under
type Compile = (body: Body, tree: any) => Expression;

const COMPILERS = new Map<unknown, Compile>([
  [grammar.PrimaryExpressionContext, primary],
  [grammar.SubExpressionContext, (body: Body, tree: grammar.SubExpressionContext) => body.expression(tree.expression())],
  [grammar.DotExpressionContext, compileDot],
  [grammar.ArrayExpressionContext, compileElement],
  [grammar.NewExpressionContext, compileCreation],
  [grammar.MethodCallExpressionContext, compileOwnCall],
  [grammar.CastExpressionContext, compileCast],
  [grammar.InstanceOfExpressionContext, compileInstanceOf],
  [grammar.PostOpExpressionContext, compilePostfix],
  [grammar.PreOpExpressionContext, compilePrefix],
  [grammar.NegExpressionContext, compileNegation],
  [
    grammar.Arth1ExpressionContext,
    binary((tree: grammar.Arth1ExpressionContext) => (optional(tree.MUL()) ? '*' : optional(tree.DIV()) ? '/' : '%')),
  ],
  [grammar.Arth2ExpressionContext, binary((tree: grammar.Arth2ExpressionContext) => (optional(tree.ADD()) ? '+' : '-'))],
  [grammar.BitExpressionContext, binary(shift)],
  [grammar.BitAndExpressionContext, binary(() => '&')],
  [grammar.BitOrExpressionContext, binary(() => '|')],
  [grammar.BitNotExpressionContext, binary(() => '^')],
  [grammar.CmpExpressionContext, compileOrder],
  [grammar.EqualityExpressionContext, compileEquality],
  [grammar.LogAndExpressionContext, compileAnd],
  [grammar.LogOrExpressionContext, compileOr],
  [grammar.CondExpressionContext, compileChoice],
  [grammar.CoalExpressionContext, compileCoalesce],
  [grammar.AssignExpressionContext, compileAssignment],
]);

/** An expression as code that gives its value. A LoadError names what is not modelled. */
export const compileExpression = (body: Body, tree: grammar.ExpressionContext): Expression => {
  const compile = COMPILERS.get(tree.constructor);
  if (!compile) throw body.fault(tree, `${tree.constructor.name.replace('Context', '')} is not modelled`);
  return compile(body, tree);
};

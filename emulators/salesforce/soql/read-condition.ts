import type {
  FieldExpressionContext,
  FieldNameContext,
  LogicalExpressionContext,
  SubQueryContext,
  WhereLogicalExpressionContext,
} from '@apexdevtools/apex-parser';
import { PlatformError } from '../platform-error.ts';
import { optional } from './optional.ts';
import type { Condition, Operator, Path, Query } from './query.ts';
import { readOperand } from './read-operand.ts';

type ReadSubQuery = (tree: SubQueryContext) => Query;
type Part = {
  readonly nested: LogicalExpressionContext | WhereLogicalExpressionContext | null | undefined;
  readonly field: FieldExpressionContext | null | undefined;
};

const operators: Readonly<Record<string, Operator>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  LIKE: 'LIKE',
  IN: 'IN',
  NOTIN: 'NOT IN',
  INCLUDES: 'INCLUDES',
  EXCLUDES: 'EXCLUDES',
};

const notModelled = (text: string) =>
  new PlatformError({ errorCode: 'MALFORMED_QUERY', message: `${text} is not modelled by this emulator` });

/** A dotted name with its place. */
export const readPath = (tree: FieldNameContext): Path => ({
  steps: tree.soqlId_list().map((step) => step.getText()),
  at: { line: tree.start.line, column: tree.start.column },
});

const readComparison = (tree: FieldExpressionContext, readSubQuery: ReadSubQuery): Condition => {
  const name = optional(tree.fieldName());
  if (!name) throw notModelled(`the function ${tree.getText()} in a condition`);
  const operator = operators[tree.comparisonOperator().getText().toUpperCase()];
  if (!operator) throw notModelled(`the operator ${tree.comparisonOperator().getText()}`);
  const path = readPath(name);
  return { kind: 'compare', path, operator, operand: readOperand(tree.value(), readSubQuery), at: path.at };
};

const partsOf = (tree: LogicalExpressionContext | WhereLogicalExpressionContext): Part[] =>
  'whereConditionalExpression_list' in tree
    ? tree.whereConditionalExpression_list().map((part) => ({
        nested: optional(part.whereLogicalExpression()),
        field: optional(optional(part.whereFieldExpression())?.fieldExpression()),
      }))
    : tree
        .conditionalExpression_list()
        .map((part) => ({ nested: optional(part.logicalExpression()), field: optional(part.fieldExpression()) }));

/** A WHERE clause; the grammar itself refuses AND beside OR without parentheses, as the platform does. */
export const readCondition = (tree: LogicalExpressionContext | WhereLogicalExpressionContext, readSubQuery: ReadSubQuery): Condition => {
  const parts = partsOf(tree).map((part): Condition => {
    if (part.nested) return readCondition(part.nested, readSubQuery);
    if (part.field) return readComparison(part.field, readSubQuery);
    throw notModelled(tree.getText());
  });
  const [first] = parts;
  if (!first) throw notModelled(tree.getText());
  if (optional(tree.NOT())) return { kind: 'not', part: first };
  if (parts.length === 1) return first;
  return { kind: tree.SOQLOR_list().length > 0 ? 'or' : 'and', parts };
};

import type { Row } from '../database/database.ts';
import { checkOperator } from './check-operator.ts';
import { comparisonTest } from './comparison-test.ts';
import { resolvePath } from './field-path.ts';
import type { Filter } from './filter.ts';
import { indexCandidates } from './index-candidates.ts';
import { operandValues, type SubQueryValues } from './operand-values.ts';
import type { Condition } from './query.ts';
import type { Scope } from './scope.ts';

type Comparison = Extract<Condition, { kind: 'compare' }>;

const compileComparison = (scope: Scope, comparison: Comparison, subQueryValues: SubQueryValues): Filter => {
  const path = resolvePath(scope, comparison.path);
  const { field } = path;
  checkOperator(scope, field, comparison);
  const operand = operandValues(subQueryValues)({ scope, field, at: comparison.at }, comparison.operand);
  const test = comparisonTest({ field, operator: comparison.operator, operand });
  return {
    test: (row) => test(path.read(row)),
    candidates: () => indexCandidates(scope, path, { operator: comparison.operator, operand }),
  };
};

const fewest = (lists: readonly (readonly Row[] | undefined)[]): readonly Row[] | undefined =>
  lists.filter((list) => list !== undefined).toSorted((left, right) => left.length - right.length)[0];

/** One part that no index helps makes the others useless: they are not asked, because asking a field for the first time makes its index. */
const union = (parts: readonly Filter[]): readonly Row[] | undefined => {
  const found = new Set<Row>();
  for (const part of parts) {
    const rows = part.candidates();
    if (!rows) return undefined;
    for (const row of rows) found.add(row);
  }
  return [...found];
};

/** Looks names up, checks types and values, and yields a test; all errors in the text come out here, before any row is read. */
export const compileCondition = (scope: Scope, condition: Condition, subQueryValues: SubQueryValues): Filter => {
  if (condition.kind === 'compare') return compileComparison(scope, condition, subQueryValues);
  if (condition.kind === 'not') {
    const part = compileCondition(scope, condition.part, subQueryValues);
    return { test: (row) => !part.test(row), candidates: () => undefined };
  }
  const parts = condition.parts.map((part) => compileCondition(scope, part, subQueryValues));
  return condition.kind === 'and'
    ? { test: (row) => parts.every((part) => part.test(row)), candidates: () => fewest(parts.map((part) => part.candidates())) }
    : { test: (row) => parts.some((part) => part.test(row)), candidates: () => union(parts) };
};

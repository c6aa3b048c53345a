import type { ExpressionContext, QueryContext } from '@apexdevtools/apex-parser';
import { PlatformError } from '../../salesforce/platform-error.ts';
import { optional } from '../../salesforce/soql/optional.ts';
import type { Condition, Operand, Query, RowCount } from '../../salesforce/soql/query.ts';
import { readQuery } from '../../salesforce/soql/read-query.ts';
import type { AccessMode, QueryRequest } from '../database/apex-database.ts';
import type { Frame } from '../frame.ts';
import { ApexList } from '../values/list.ts';
import type { Body, Tree } from './body.ts';
import type { Expression, Run } from './expression.ts';

const inOperand = (operand: Operand): ExpressionContext[] => {
  if (operand.kind === 'bind') return [operand.expression];
  if (operand.kind === 'list') return operand.values.flatMap(inOperand);
  return operand.kind === 'query' ? bindsOf(operand.query) : [];
};

const inCondition = (condition: Condition): ExpressionContext[] => {
  if (condition.kind === 'compare') return inOperand(condition.operand);
  return condition.kind === 'not' ? inCondition(condition.part) : condition.parts.flatMap(inCondition);
};

const inCount = (count: RowCount | undefined): ExpressionContext[] => (typeof count === 'object' ? [count.expression] : []);

/** Every `:expression` of a query. */
export const bindsOf = (query: Query): ExpressionContext[] => [
  ...query.select.flatMap((item) => (item.kind === 'children' ? bindsOf(item.query) : [])),
  ...(query.where ? inCondition(query.where) : []),
  ...inCount(query.limit),
  ...inCount(query.offset),
];

/** USER_MODE or SYSTEM_MODE; system mode where a query says nothing (Apex Developer Guide, "Enforce User Mode for Database Operations"). */
export const accessOf = (tree: QueryContext): AccessMode => {
  const clause = optional(tree.withClause());
  if (!clause || optional(clause.SYSTEM_MODE())) return 'system';
  if (optional(clause.USER_MODE())) return 'user';
  throw new PlatformError({ errorCode: 'MALFORMED_QUERY', message: `${clause.getText()} is not modelled` });
};

const textOf = (tree: QueryContext): string => tree.start.getInputStream().getText(tree.start.start, tree.stop?.stop ?? tree.start.stop);

const isAggregate = (query: Query): boolean => query.groupBy.length > 0 || query.select.some((item) => item.kind === 'aggregate');

const read = (body: Body, tree: QueryContext): { query: Query; access: AccessMode } => {
  try {
    return { query: readQuery(tree), access: accessOf(tree) };
  } catch (error) {
    if (error instanceof PlatformError) throw body.fault(tree, error.message);
    throw error;
  }
};

const typeOfRows = (body: Body, query: Query, at: Tree) => {
  if (isAggregate(query)) return body.engine.types.get('List<AggregateResult>');
  return body.typeNamed(`List<${query.from.steps.join('.')}>`, at);
};

/** A query in brackets. Names inside it are looked up when the project is loaded and its binds compiled. */
export const compileSoql = (body: Body, tree: QueryContext): Expression => {
  const { query, access } = read(body, tree);
  const binds = new Map<ExpressionContext, Run>(bindsOf(query).map((each) => [each, body.expression(each).run]));
  const source = textOf(tree);
  const { database } = body.engine;
  const request = (frame: Frame): QueryRequest => ({
    ...{ query, source, access },
    bind: (expression) => binds.get(expression)?.(frame) ?? null,
  });
  if (query.select.length === 1 && query.select[0]?.kind === 'count') {
    return { type: body.engine.types.get('Integer'), run: (frame) => database.count(request(frame)) };
  }
  const type = typeOfRows(body, query, tree);
  return { type, run: (frame) => new ApexList(type, database.query(request(frame))), isQuery: true };
};

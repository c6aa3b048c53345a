import type {
  FieldOrderListContext,
  FromNameListContext,
  LimitClauseContext,
  OffsetClauseContext,
  QueryContext,
  SelectEntryContext,
  SoqlFunctionContext,
  SubFieldEntryContext,
  SubQueryContext,
} from '@apexdevtools/apex-parser';
import { PlatformError } from '../platform-error.ts';
import { optional } from './optional.ts';
import type { AggregateName, Ordering, Path, Query, RowCount, SelectItem } from './query.ts';
import { readCondition, readPath } from './read-condition.ts';

const AGGREGATES: readonly AggregateName[] = ['COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX', 'SUM', 'AVG'];

const notModelled = (what: string) =>
  new PlatformError({ errorCode: 'MALFORMED_QUERY', message: `${what} is not modelled by this emulator` });

const readFunction = (tree: SoqlFunctionContext, alias: string | undefined): SelectItem => {
  const name = tree.getText().split('(')[0]?.toUpperCase() ?? '';
  const field = optional(tree.fieldName());
  if (name === 'COUNT' && !field) return { kind: 'count' };
  const aggregate = AGGREGATES.find((each) => each === name);
  if (aggregate && field) return { kind: 'aggregate', name: aggregate, path: readPath(field), alias };
  if (name === 'TOLABEL' && field) return { kind: 'field', path: readPath(field), alias };
  if (/^FIELDS\((ALL|STANDARD|CUSTOM)\)$/i.test(tree.getText())) return { kind: 'allFields', at: tree.start };
  throw notModelled(`the function ${tree.getText()}`);
};

const readEntry = (entry: SelectEntryContext | SubFieldEntryContext): SelectItem => {
  const alias = optional(entry.soqlId())?.getText();
  const subQuery = optional(entry.subQuery());
  if (subQuery) return { kind: 'children', query: readSubQuery(subQuery) };
  const call = optional(entry.soqlFunction());
  if (call) return readFunction(call, alias);
  const name = optional(entry.fieldName());
  if (name) return { kind: 'field', path: readPath(name), alias };
  throw notModelled(entry.getText());
};

const readFrom = (tree: FromNameListContext): { from: Path; alias: string | undefined } => {
  const [name, second] = tree.fieldName_list();
  if (!name || second) throw notModelled(`FROM ${tree.getText()}`);
  return { from: readPath(name), alias: optional(tree.soqlId_list()[0])?.getText() };
};

/** ORDER BY of a query or of a search; nulls come first unless told otherwise, whatever the direction. */
export const readOrderings = (tree: FieldOrderListContext | null | undefined): Ordering[] =>
  (tree?.fieldOrder_list() ?? []).map((order) => {
    const name = optional(order.fieldName());
    if (!name) throw notModelled(`ORDER BY ${order.getText()}`);
    return { path: readPath(name), descending: Boolean(optional(order.DESC())), nullsLast: Boolean(optional(order.LAST())) };
  });

/** LIMIT or OFFSET: a number, or a bound expression in Apex. */
export const readRowCount = (tree: LimitClauseContext | OffsetClauseContext | null | undefined): RowCount | undefined => {
  if (!tree) return undefined;
  const bound = optional(tree.boundExpression());
  return bound ? { expression: bound.expression() } : Number(tree.IntegerLiteral().getText());
};

const readWhere = (tree: QueryContext | SubQueryContext) => {
  const where = optional(tree.whereClause());
  return where ? readCondition(where.whereLogicalExpression(), readSubQuery) : undefined;
};

const readSubQuery = (tree: SubQueryContext): Query => ({
  ...readFrom(tree.fromNameList()),
  select: tree.subFieldList().subFieldEntry_list().map(readEntry),
  where: readWhere(tree),
  groupBy: [],
  orderBy: readOrderings(optional(tree.orderByClause())?.fieldOrderList()),
  limit: readRowCount(optional(tree.limitClause())),
  offset: undefined,
  allRows: false,
});

const readGroupBy = (tree: QueryContext): Path[] => {
  const clause = optional(tree.groupByClause());
  if (!clause) return [];
  if (optional(clause.HAVING()) || optional(clause.ROLLUP()) || optional(clause.CUBE())) throw notModelled(clause.getText());
  return clause
    .fieldGroupByList()
    .fieldGroupBy_list()
    .map((each) => {
      const name = optional(each.fieldName());
      if (!name) throw notModelled(`GROUP BY ${each.getText()}`);
      return readPath(name);
    });
};

/** The grammar's tree, of REST text or of a query inside Apex, as a plain description. FOR VIEW and WITH ..._MODE change nothing here. */
export const readQuery = (tree: QueryContext): Query => ({
  ...readFrom(tree.fromNameList()),
  select: tree.selectList().selectEntry_list().map(readEntry),
  where: readWhere(tree),
  groupBy: readGroupBy(tree),
  orderBy: readOrderings(optional(tree.orderByClause())?.fieldOrderList()),
  limit: readRowCount(optional(tree.limitClause())),
  offset: readRowCount(optional(tree.offsetClause())),
  allRows: Boolean(optional(optional(tree.allRowsClause())?.ALL())),
});

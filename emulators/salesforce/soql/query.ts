import type { ExpressionContext } from '@apexdevtools/apex-parser';

/** Where something stands in the text: line from 1, column from 0. */
export type Position = { readonly line: number; readonly column: number };

/** `Owner.Username` is two steps; the alias of the object may come first. */
export type Path = { readonly steps: readonly string[]; readonly at: Position };

export type AggregateName = 'COUNT' | 'COUNT_DISTINCT' | 'MIN' | 'MAX' | 'SUM' | 'AVG';

export type SelectItem =
  | { readonly kind: 'field'; readonly path: Path; readonly alias: string | undefined }
  | { readonly kind: 'aggregate'; readonly name: AggregateName; readonly path: Path; readonly alias: string | undefined }
  | { readonly kind: 'count' }
  | { readonly kind: 'allFields'; readonly at: Position }
  | { readonly kind: 'children'; readonly query: Query };

export type Scalar =
  | { readonly kind: 'null' }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'datetime'; readonly text: string }
  | { readonly kind: 'dateFormula'; readonly text: string };

export type Operand =
  | Scalar
  | { readonly kind: 'list'; readonly values: readonly Operand[] }
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'bind'; readonly expression: ExpressionContext };

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: Operator; readonly operand: Operand; readonly at: Position };

export type Ordering = { readonly path: Path; readonly descending: boolean; readonly nullsLast: boolean };

export type RowCount = number | { readonly expression: ExpressionContext };

/** A SOQL query as written: names not yet looked up. */
export type Query = {
  readonly from: Path;
  readonly alias: string | undefined;
  readonly select: readonly SelectItem[];
  readonly where: Condition | undefined;
  readonly groupBy: readonly Path[];
  readonly orderBy: readonly Ordering[];
  readonly limit: RowCount | undefined;
  readonly offset: RowCount | undefined;
  readonly allRows: boolean;
};

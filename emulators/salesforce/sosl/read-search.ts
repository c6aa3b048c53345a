import type { FieldSpecContext, FieldSpecListContext, SoslClausesContext, SubQueryContext } from '@apexdevtools/apex-parser';
import { PlatformError } from '../platform-error.ts';
import { optional } from '../soql/optional.ts';
import type { Query } from '../soql/query.ts';
import { readCondition } from '../soql/read-condition.ts';
import { readOrderings, readRowCount } from '../soql/read-query.ts';
import type { SearchGroup } from './search-group.ts';

/** A search as written, its RETURNING parts as queries over what was found. */
export type Search = {
  readonly group: SearchGroup;
  readonly returning: readonly Query[];
  readonly limit: number | undefined;
};

const GROUPS: Readonly<Record<string, SearchGroup>> = { ALLFIELDS: 'ALL', NAMEFIELDS: 'NAME', EMAILFIELDS: 'EMAIL', PHONEFIELDS: 'PHONE' };

const notModelled = (what: string) =>
  new PlatformError({ errorCode: 'MALFORMED_SEARCH', message: `${what} is not modelled by this emulator` });

const noSubQuery = (tree: SubQueryContext): Query => {
  throw notModelled(`a subquery in RETURNING: ${tree.getText()}`);
};

const fieldsOf = (spec: FieldSpecContext): readonly string[][] => {
  const list = optional(spec.fieldList());
  return list
    ? list
        .getText()
        .split(',')
        .map((path) => path.split('.'))
    : [['Id']];
};

const readReturning = (spec: FieldSpecContext): Query => {
  const [name] = spec.soslId_list();
  if (!name || optional(spec.USING())) throw notModelled(spec.getText());
  const at = { line: spec.start.line, column: spec.start.column };
  const where = optional(spec.logicalExpression());
  return {
    from: { steps: [name.getText()], at },
    alias: undefined,
    select: fieldsOf(spec).map((steps) => ({ kind: 'field', path: { steps, at }, alias: undefined })),
    where: where ? readCondition(where, noSubQuery) : undefined,
    groupBy: [],
    orderBy: readOrderings(optional(spec.fieldOrderList())),
    limit: readRowCount(optional(spec.limitClause())),
    offset: readRowCount(optional(spec.offsetClause())),
    allRows: false,
  };
};

/** The grammar nests the list: each further element is a list of its own. */
const specsOf = (list: FieldSpecListContext | null | undefined): FieldSpecContext[] =>
  list ? [list.fieldSpec(), ...list.fieldSpecList_list().flatMap(specsOf)] : [];

/** The clauses after FIND. Without IN all fields are searched; without RETURNING the caller decides. */
export const readSearch = (clauses: SoslClausesContext): Search => {
  const groupText = optional(clauses.searchGroup())?.getText().toUpperCase();
  const group = groupText === undefined ? 'ALL' : GROUPS[groupText];
  if (!group) throw notModelled(`IN ${groupText ?? ''}`);
  const [withClause] = clauses.soslWithClause_list();
  if (withClause) throw notModelled(withClause.getText());
  const limit = readRowCount(optional(clauses.limitClause()));
  const specs = specsOf(optional(clauses.fieldSpecList()));
  return { group, returning: specs.map(readReturning), limit: typeof limit === 'number' ? limit : undefined };
};

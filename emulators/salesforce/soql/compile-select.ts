import type { Row } from '../database/database.ts';
import type { Field } from '../schema/schema.ts';
import { type FieldPath, resolvePath } from './field-path.ts';
import { queryError } from './query-error.ts';
import type { Query, SelectItem } from './query.ts';
import type { QueryRecord, QueryResult } from './record.ts';
import type { Scope } from './scope.ts';

type Output = { readonly path: FieldPath } | { readonly name: string; readonly children: (parent: Row) => QueryResult | null };

/** Runs a child query for one parent; handed in, because selecting and running call each other. */
export type RunChildren = (scope: Scope, query: Query) => { readonly name: string; readonly children: (parent: Row) => QueryResult | null };

const MAX_FIELDS_ALL = 200;

const allFields = (scope: Scope, query: Query, item: Extract<SelectItem, { kind: 'allFields' }>): Output[] => {
  if (typeof query.limit === 'number' && query.limit <= MAX_FIELDS_ALL) {
    return [...scope.object.fields.values()].map((field) => ({ path: resolvePath(scope, { steps: [field.name], at: item.at }) }));
  }
  const message = `The SOQL FIELDS function must have a LIMIT of at most ${MAX_FIELDS_ALL}`;
  throw queryError(scope.source, item.at, { errorCode: 'MALFORMED_QUERY', message });
};

const refuseDuplicates = (scope: Scope, items: readonly SelectItem[]) => {
  const seen = new Set<string>();
  for (const item of items) {
    if (item.kind !== 'field') continue;
    const name = item.path.steps.join('.').toLowerCase();
    if (seen.has(name))
      throw queryError(scope.source, item.path.at, {
        errorCode: 'INVALID_FIELD',
        message: `duplicate field selected: ${item.path.steps.join('.')}`,
      });
    seen.add(name);
  }
};

const nameOf = (parent: Field) => parent.relationshipName ?? parent.name;

type Mutable = { attributes: QueryRecord['attributes']; fields: Record<string, QueryRecord['fields'][string]> };

/** Puts the value behind `Account.Owner.Name` into nested records; a missing parent is null at its own level. */
const putPath = (record: Mutable, path: FieldPath, row: { readonly row: Row; readonly scope: Scope }) => {
  let target = record;
  let current: Row | undefined = row.row;
  for (const parent of path.parents) {
    const id: unknown = current[parent.name];
    const object = typeof id === 'string' ? row.scope.deps.schema.byKeyPrefix(id.slice(0, 3)) : undefined;
    current = object && typeof id === 'string' ? row.scope.deps.database.get(object.name, id) : undefined;
    if (!current || !object) {
      target.fields[nameOf(parent)] ??= null;
      return;
    }
    target = nested(target, parent, { type: parent.referenceTo.length > 1 ? 'Name' : object.name, id: String(id) });
  }
  target.fields[path.field.name] = path.read(row.row);
};

const nested = (record: Mutable, parent: Field, attributes: QueryRecord['attributes']): Mutable => {
  const known = record.fields[nameOf(parent)];
  if (known && typeof known === 'object' && 'attributes' in known) return { attributes: known.attributes, fields: known.fields };
  const created: Mutable = { attributes, fields: {} };
  record.fields[nameOf(parent)] = created;
  return created;
};

/** The SELECT list as a function from row to record; fields appear under their true names, in the order asked for. */
export const compileSelect = (scope: Scope, query: Query, runChildren: RunChildren): ((row: Row) => QueryRecord) => {
  refuseDuplicates(scope, query.select);
  const outputs = query.select.flatMap((item): Output[] => {
    if (item.kind === 'field') return [{ path: resolvePath(scope, item.path) }];
    if (item.kind === 'children') return [runChildren(scope, item.query)];
    if (item.kind === 'allFields') return allFields(scope, query, item);
    throw queryError(scope.source, query.from.at, {
      errorCode: 'MALFORMED_QUERY',
      message: 'count() must be the only element in the select list',
    });
  });
  return (row) => {
    const record: Mutable = { attributes: { type: scope.object.name, id: String(row['Id']) }, fields: {} };
    for (const output of outputs) {
      if ('path' in output) putPath(record, output.path, { row, scope });
      else record.fields[output.name] = output.children(row);
    }
    return record;
  };
};

import type { Clock } from '../clock.ts';
import type { Database, Row } from '../database/database.ts';
import type { ObjectType, Schema } from '../schema/schema.ts';
import { GroupIndex } from './group-index.ts';
import type { SearchExpression } from './search-expression.ts';
import { searchEntries, type SearchGroup } from './search-group.ts';

/** What SOSL searches: it lags behind the database by the configured delay, as the platform's does. */
export type SearchIndex = {
  /** Ids of an object's records, oldest first. */
  find(object: ObjectType, group: SearchGroup, expression: SearchExpression): readonly string[];
  /** Takes in every change so far at once, as if the delay had passed. */
  refresh(): void;
};

type Pending = { readonly objectName: string; readonly row: Row; readonly visibleAt: number };
type ObjectIndex = { readonly rows: Map<string, Row>; readonly groups: Map<SearchGroup, GroupIndex> };

const entriesOf = (object: ObjectType, group: SearchGroup, row: Row) =>
  row['IsDeleted'] === true ? [] : searchEntries(object, group, row);

const buildGroup = (object: ObjectType, group: SearchGroup, rows: ReadonlyMap<string, Row>): GroupIndex => {
  const index = new GroupIndex();
  for (const [id, row] of rows) index.put(id, entriesOf(object, group, row));
  return index;
};

/** Follows a database from now on. Group indexes are built when first searched. */
export const createSearchIndex = (deps: { database: Database; schema: Schema; clock: Clock; delayMs: number }): SearchIndex => {
  const { database, schema, clock, delayMs } = deps;
  const objects = new Map(
    schema.objects
      .filter(({ searchable }) => searchable)
      .map(({ name }): [string, ObjectIndex] => [name, { rows: new Map(), groups: new Map() }]),
  );
  let pending: Pending[] = [];
  database.onChange(({ objectName, after }) => {
    if (objects.has(objectName)) pending.push({ objectName, row: after, visibleAt: clock.now() + delayMs });
  });
  const take = ({ objectName, row }: Pending) => {
    const object = schema.find(objectName);
    const index = objects.get(objectName);
    if (!object || !index) return;
    const id = String(row['Id']);
    index.rows.set(id, row);
    for (const [group, groupIndex] of index.groups) groupIndex.put(id, entriesOf(object, group, row));
  };
  const takeUntil = (time: number) => {
    const due = pending.filter(({ visibleAt }) => visibleAt <= time);
    if (due.length > 0) pending = pending.filter(({ visibleAt }) => visibleAt > time);
    due.forEach(take);
  };
  return {
    refresh: () => takeUntil(Infinity),
    find: (object, group, expression) => {
      takeUntil(clock.now());
      const index = objects.get(object.name);
      if (!index) return [];
      const groupIndex = index.groups.get(group) ?? buildGroup(object, group, index.rows);
      index.groups.set(group, groupIndex);
      return [...groupIndex.find(expression)].sort();
    },
  };
};

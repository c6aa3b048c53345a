import type { Field, ObjectType } from '../schema/schema.ts';
import { collationKey } from './collation-key.ts';
import type { FieldValue, Row } from './database.ts';

type Index = Map<FieldValue, Set<string>>;

const indexKey = (field: Field, value: FieldValue): FieldValue => {
  const exact = typeof value !== 'string' || field.caseSensitive || field.type === 'id' || field.type === 'reference';
  return exact ? value : collationKey(value);
};

/** One object's rows by id, with an index for each field that was ever looked up by equality. */
export class Table {
  readonly #rows = new Map<string, Row>();
  readonly #indexes = new Map<string, { field: Field; index: Index }>();
  readonly object: ObjectType;

  constructor(object: ObjectType) {
    this.object = object;
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  all(): Iterable<Row> {
    return this.#rows.values();
  }

  /** Puts a row in the place of its former version, or takes it away. */
  put(id: string, row: Row | undefined): void {
    const before = this.#rows.get(id);
    for (const { field, index } of this.#indexes.values()) {
      if (before) index.get(indexKey(field, before[field.name] ?? null))?.delete(id);
      if (row) addTo(index, indexKey(field, row[field.name] ?? null), id);
    }
    if (row) this.#rows.set(id, row);
    else this.#rows.delete(id);
  }

  findBy(field: Field, values: readonly FieldValue[]): Row[] {
    const index = this.#indexOf(field);
    const rows: Row[] = [];
    for (const key of new Set(values.map((value) => indexKey(field, value)))) {
      for (const id of index.get(key) ?? []) {
        const row = this.#rows.get(id);
        if (row) rows.push(row);
      }
    }
    return rows;
  }

  #indexOf(field: Field): Index {
    const known = this.#indexes.get(field.name);
    if (known) return known.index;
    const index: Index = new Map();
    for (const [id, row] of this.#rows) addTo(index, indexKey(field, row[field.name] ?? null), id);
    this.#indexes.set(field.name, { field, index });
    return index;
  }
}

const addTo = (index: Index, key: FieldValue, id: string) => {
  const ids = index.get(key);
  if (ids) ids.add(id);
  else index.set(key, new Set([id]));
};

import type { ExpressionContext } from '@apexdevtools/apex-parser';
import { PlatformError } from '../../../salesforce/platform-error.ts';
import { parseQuery } from '../../../salesforce/soql/parse-query.ts';
import { readQuery } from '../../../salesforce/soql/read-query.ts';
import { PlatformIterable } from '../../compile/iteration.ts';
import { accessOf } from '../../compile/soql-expression.ts';
import type { AccessMode, QueryRequest } from '../../database/apex-database.ts';
import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import type { EnumValue } from '../../values/enum-value.ts';
import type { ApexList } from '../../values/list.ts';
import type { ApexMap } from '../../values/map.ts';
import type { Value } from '../../values/value.ts';
import { ItemIterator } from '../collections/list-type.ts';

/** USER_MODE or SYSTEM_MODE. */
export const accessMode = (level: EnumValue): AccessMode => (level.name === 'USER_MODE' ? 'user' : 'system');

/** Rows that a batch goes through. */
export class QueryLocator extends PlatformIterable {
  readonly rows: readonly Value[];

  constructor(rows: readonly Value[]) {
    super();
    this.rows = rows;
  }

  override items(): Iterable<Value> {
    return this.rows;
  }
}

const noBind = (expression: ExpressionContext): never => {
  throw new ApexError('QueryException', `Variable does not exist: ${expression.getText()}`);
};

/** Variables of the calling method, by simple name alone. */
const bindOfCaller =
  (engine: Engine) =>
  (expression: ExpressionContext): Value => {
    const value = engine.context().stack.at(-1)?.variable?.(expression.getText().toLowerCase());
    return value === undefined ? noBind(expression) : value;
  };

/** `:name` and `:name.field` of queryWithBinds: keys of the map, without case. */
const bindFrom =
  (binds: ApexMap) =>
  (expression: ExpressionContext): Value => {
    const name = expression.getText().toLowerCase();
    const entry = binds.entries().find(([key]) => (key as string).toLowerCase() === name);
    return entry ? entry[1] : noBind(expression);
  };

type Dynamic = { readonly text: string; readonly access?: AccessMode | undefined; readonly bind?: QueryRequest['bind'] };

/** A query given as text; QueryException for what cannot be read. */
const requestOf = ({ text, access, bind }: Required<Pick<Dynamic, 'bind'>> & Dynamic): QueryRequest => {
  try {
    const tree = parseQuery(text);
    return { query: readQuery(tree), source: text, access: access ?? accessOf(tree), bind };
  } catch (error) {
    if (error instanceof PlatformError) throw new ApexError('QueryException', error.message);
    throw error;
  }
};

/** The part of the Database class that reads. */
export const queryStatics = (engine: Engine): NonNullable<PlatformType['statics']> => {
  const bind = bindOfCaller(engine);
  const query = (dynamic: Dynamic) => engine.database.query(requestOf({ bind, ...dynamic }));
  return {
    'Integer countQuery(String query)': (text: string) => engine.database.count(requestOf({ text, bind })),
    'List<SObject> query(String query)': (text: string) => query({ text }),
    'List<SObject> query(String query, AccessLevel level)': (text: string, level: EnumValue) => query({ text, access: accessMode(level) }),
    'List<SObject> queryWithBinds(String query, Map<String, Object> binds, AccessLevel level)': (
      text: string,
      binds: ApexMap,
      level: EnumValue,
    ) => query({ text, access: accessMode(level), bind: bindFrom(binds) }),
    'Database.QueryLocator getQueryLocator(List<SObject> rows)': (rows: ApexList) => new QueryLocator(rows.items),
    'Database.QueryLocator getQueryLocator(String query)': (text: string) => new QueryLocator(query({ text })),
    'Database.QueryLocator getQueryLocator(String query, AccessLevel level)': (text: string, level: EnumValue) =>
      new QueryLocator(query({ text, access: accessMode(level) })),
  };
};

/** Database.QueryLocator and its iterator. */
export const queryTypes: readonly PlatformType[] = [
  {
    name: 'Database.QueryLocator',
    is: (value) => value instanceof QueryLocator,
    methods: { 'Database.QueryLocatorIterator iterator()': (self: QueryLocator) => new ItemIterator([...self.items()]) },
  },
  {
    name: 'Database.QueryLocatorIterator',
    is: (value) => value instanceof ItemIterator,
    methods: { 'Boolean hasNext()': (self: ItemIterator) => self.hasNext(), 'SObject next()': (self: ItemIterator) => self.next() },
  },
];

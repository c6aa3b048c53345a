import type { Row } from '../salesforce/database/database.ts';
import type { Org } from '../salesforce/org.ts';
import { createApexDatabase } from './database/create-apex-database.ts';
import type { Trigger } from './trigger.ts';
import type { Engine, LineHits } from './engine.ts';
import type { ExecutionContext } from './execution-context.ts';
import { platformTypes } from './platform/platform-types.ts';
import { TypeRegistry } from './types/type-registry.ts';
import type { ApexType } from './types/apex-type.ts';
import { ApexError } from './values/apex-error.ts';
import { ExceptionObject, Thrown } from './values/exception-object.ts';

export type EngineDeps = {
  readonly org: Org;
  readonly triggers: readonly Trigger[];
  readonly labels: Engine['labels'];
  readonly pages: readonly string[];
  /** Gets what System.debug is told. */
  readonly debug?: ((message: string) => void) | undefined;
};

/** An engine, and how to run something as a transaction of it. */
export type RunningEngine = { readonly engine: Engine; within<T>(context: ExecutionContext, work: () => T): T };

const traceOf = (context: ExecutionContext | undefined) => (context?.stack ?? []).map(({ label, line }) => ({ label, line })).reverse();

/** Runs code with a transaction as the current one; the one before comes back afterwards. */
const createCurrent = () => {
  let current: ExecutionContext | undefined;
  return {
    get: () => current,
    within: <T>(context: ExecutionContext, work: () => T): T => {
      const before = current;
      current = context;
      try {
        return work();
      } finally {
        current = before;
      }
    },
  };
};

const exceptions = (types: TypeRegistry, current: () => ExecutionContext | undefined) => {
  const make = (type: ApexType, message: string | null): ExceptionObject => {
    const exception = new ExceptionObject(type);
    exception.message = message;
    exception.trace = traceOf(current());
    return exception;
  };
  const ofError = (error: unknown): ExceptionObject | undefined => {
    if (error instanceof Thrown) return error.exception;
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      return make(types.get('LimitException'), 'Maximum stack depth reached: 1001');
    }
    if (!(error instanceof ApexError)) return undefined;
    const exception = make(types.get(error.typeName), error.message);
    exception.rows = error.details.rows ?? [];
    exception.cause = error.details.cause ?? null;
    return exception;
  };
  return { make, ofError };
};

const createHits = () => {
  const hits = new Map<string, LineHits>();
  return (file: string): LineHits => {
    const known = hits.get(file) ?? new Map<number, number>();
    hits.set(file, known);
    return known;
  };
};

/** What the engine needs of the org's rows. */
const orgParts = ({ org, labels, pages, debug = () => undefined }: EngineDeps) => ({
  ...{ schema: org.schema, orgId: org.id, labels, pages, debug, hitsOf: createHits() },
  organizationName: String(org.database.get('Organization', org.id)?.['Name'] ?? ''),
  store: (objectName: string, fields: Row) => org.database.store(objectName, fields),
  now: () => org.clock.now(),
  userRow: (id: string) => {
    const row = org.database.get('User', id);
    if (!row) throw new Error(`the org has no user ${id}`);
    return row;
  },
});

/** An engine over an org, with the platform's types and no class of a package yet. */
export const createEngine = (deps: EngineDeps): RunningEngine => {
  const { org } = deps;
  const current = createCurrent();
  const types = new TypeRegistry({ schema: org.schema, metadata: (object) => engine.database.metadata(object) });
  const { make, ofError } = exceptions(types, current.get);
  const context = (): ExecutionContext => {
    const running = current.get();
    if (!running) throw new Error('no transaction is running');
    return running;
  };
  const engine: Engine = {
    ...{ ...orgParts(deps), types, context, makeException: make, exceptionOf: ofError },
    database: createApexDatabase({ org, triggers: deps.triggers, types, context, within: current.within }),
    findClass: (name) => types.find({ name, args: [] }),
  };
  types.addPlatform(platformTypes(engine));
  return { engine, within: current.within };
};

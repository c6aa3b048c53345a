import type { ObjectType } from '../schema/schema.ts';
import type { EngineDeps } from './engine-deps.ts';
import { queryError } from './query-error.ts';
import type { Path } from './query.ts';

/** Where the names of one query are looked up, and the text that its errors show. */
export type Scope = {
  readonly deps: EngineDeps;
  readonly source: string;
  readonly object: ObjectType;
  readonly alias: string | undefined;
};

/** The scope of a FROM; INVALID_TYPE when the org has no such object or it cannot be queried (events cannot). */
export const createScope = (deps: EngineDeps, query: { from: Path; alias: string | undefined; source: string }): Scope => {
  const name = query.from.steps.join('.');
  const object = deps.schema.find(name);
  if (object && object.kind !== 'event' && deps.viewer?.object?.(object) !== false)
    return { deps, source: query.source, object, alias: query.alias };
  throw queryError(query.source, query.from.at, {
    errorCode: 'INVALID_TYPE',
    message:
      `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ` +
      'Please reference your WSDL or the describe call for the appropriate names.',
  });
};

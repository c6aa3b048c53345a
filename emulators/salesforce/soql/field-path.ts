import type { FieldValue, Row } from '../database/database.ts';
import type { Field, ObjectType } from '../schema/schema.ts';
import { nameObject } from '../schema/standard/name-object.ts';
import { queryError } from './query-error.ts';
import type { Path } from './query.ts';
import type { Scope } from './scope.ts';

/** A path whose every step is known: reference fields up to the parent, then the field itself. */
export type FieldPath = {
  readonly parents: readonly Field[];
  readonly field: Field;
  /** The field's value for a row of the query's object; null when a parent on the way is missing. */
  read(row: Row): FieldValue;
};

const HINT = 'Please reference your WSDL or the describe call for the appropriate names.';

const unknownField = (scope: Scope, path: Path, object: ObjectType) =>
  queryError(scope.source, path.at, {
    errorCode: 'INVALID_FIELD',
    message: `No such column '${path.steps.at(-1) ?? ''}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${HINT}`,
  });

const unknownRelationship = (scope: Scope, path: Path, step: string) =>
  queryError(scope.source, path.at, {
    errorCode: 'INVALID_FIELD',
    message: `Didn't understand relationship '${step}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${HINT}`,
  });

const parentField = (scope: Scope, object: ObjectType, relationship: string): Field | undefined =>
  object === nameObject
    ? [...nameObject.fields.values()].find((field) => field.relationshipName?.toLowerCase() === relationship.toLowerCase())
    : scope.deps.schema.parentField(object, relationship);

const parentObject = (scope: Scope, field: Field): ObjectType | undefined =>
  field.referenceTo.length === 1 ? scope.deps.schema.find(field.referenceTo[0] ?? '') : nameObject;

/** `c.Name` and `Contact.Name` mean `Name` when c is the alias. */
const ownSteps = (scope: Scope, path: Path): readonly string[] => {
  const [first = '', ...rest] = path.steps;
  const own = [scope.alias, scope.object.name].some((name) => name?.toLowerCase() === first.toLowerCase());
  return rest.length > 0 && own ? rest : path.steps;
};

/** Each parent is fetched once a query, however many rows share it. */
const parentReader = (scope: Scope) => {
  const seen = new Map<string, Row | undefined>();
  return (id: FieldValue): Row | undefined => {
    if (typeof id !== 'string') return undefined;
    if (seen.has(id)) return seen.get(id);
    const object = scope.deps.schema.byKeyPrefix(id.slice(0, 3));
    const row = object && scope.deps.database.get(object.name, id);
    const typed = row && { ...row, Type: row['Type'] ?? object.name };
    seen.set(id, typed);
    return typed;
  };
};

/** Of a record behind a polymorphic reference the least is shown, whoever asks. */
const hidden = (scope: Scope, object: ObjectType, field: Field): boolean =>
  object !== nameObject && scope.deps.viewer?.field?.(object, field) === false;

/** Looks a path up in the schema; INVALID_FIELD names the step that the org does not have. */
export const resolvePath = (scope: Scope, path: Path): FieldPath => {
  const steps = ownSteps(scope, path);
  const parents: Field[] = [];
  let object = scope.object;
  for (const step of steps.slice(0, -1)) {
    const parent = parentField(scope, object, step);
    const next = parent && parentObject(scope, parent);
    if (!parent || !next || hidden(scope, object, parent)) throw unknownRelationship(scope, path, step);
    parents.push(parent);
    object = next;
  }
  const field = object.fields.get((steps.at(-1) ?? '').toLowerCase());
  if (!field || hidden(scope, object, field)) throw unknownField(scope, path, object);
  const empty = field.type === 'boolean' ? false : null;
  if (parents.length === 0) return { parents, field, read: (row) => row[field.name] ?? empty };
  const readParent = parentReader(scope);
  const read = (row: Row): FieldValue => {
    let current: Row | undefined = row;
    for (const parent of parents) current = current && readParent(current[parent.name] ?? null);
    return current ? (current[field.name] ?? empty) : null;
  };
  return { parents, field, read };
};

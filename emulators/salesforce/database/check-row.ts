import type { Field, ObjectType, Schema } from '../schema/schema.ts';
import type { FieldValue, Row, SaveError } from './database.ts';
import type { Tables } from './tables.ts';

type Check = { readonly object: ObjectType; readonly before: Row | undefined; readonly row: Row };
type FieldCheck = (field: Field, value: FieldValue, check: Check) => SaveError | undefined;

const error = (statusCode: string, message: string, fields: readonly string[] = []): SaveError => ({ statusCode, message, fields });

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const length: FieldCheck = (field, value) =>
  typeof value === 'string' && field.length > 0 && Array.from(value).length > field.length
    ? error('STRING_TOO_LONG', `${field.label}: data value too large: ${value} (max length=${field.length})`, [field.name])
    : undefined;

const email: FieldCheck = (field, value) =>
  field.type === 'email' && typeof value === 'string' && !EMAIL.test(value)
    ? error('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name])
    : undefined;

const picklist: FieldCheck = (field, value) => {
  if (!field.restrictedPicklist || typeof value !== 'string') return undefined;
  const chosen = field.type === 'multipicklist' ? value.split(';') : [value];
  const wrong = chosen.find((each) => !field.picklistValues.some((known) => known.active && known.value === each));
  return wrong === undefined
    ? undefined
    : error('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${field.label}: bad value for restricted picklist field: ${wrong}`, [field.name]);
};

const reference =
  (deps: { schema: Schema; tables: Tables }): FieldCheck =>
  (field, value) => {
    if (field.type !== 'reference' || typeof value !== 'string') return undefined;
    const target = deps.schema.byKeyPrefix(value.slice(0, 3));
    if (!target || !field.referenceTo.includes(target.name)) {
      return error('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, [field.name]);
    }
    if (field.name === 'PersonContactId') return undefined;
    const row = deps.tables.of(target).get(value);
    if (!row) return error('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [field.name]);
    if (target.name === 'Lead' && row['IsConverted'] === true && !field.name.startsWith('Converted')) {
      return error('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', [field.name]);
    }
    return row['IsDeleted'] === true ? error('ENTITY_IS_DELETED', 'entity is deleted', [field.name]) : undefined;
  };

const activeOwner =
  (deps: { tables: Tables }): FieldCheck =>
  (field, value, { object }) => {
    if (field.name !== 'OwnerId' || typeof value !== 'string') return undefined;
    const inactive = deps.tables.named('User').get(value)?.['IsActive'] === false;
    return inactive
      ? error(
          'INACTIVE_OWNER_OR_USER',
          `operation performed with inactive user [${value.slice(0, 15)}] as owner of ${object.name.toLowerCase()}`,
        )
      : undefined;
  };

const unique =
  (deps: { tables: Tables }): FieldCheck =>
  (field, value, { object, row }) => {
    if (!field.unique || value === null) return undefined;
    const other = deps.tables
      .of(object)
      .findBy(field, [value])
      .find((each) => each['Id'] !== row['Id'] && each['IsDeleted'] !== true);
    if (!other) return undefined;
    const id = String(other['Id']).slice(0, 15);
    return error('DUPLICATE_VALUE', `duplicate value found: ${field.name} duplicates value on record with id: ${id}`, [field.name]);
  };

const missing = ({ object, row }: Check): SaveError | undefined => {
  const names = [...object.fields.values()]
    .filter((field) => !field.nillable && field.createable && (row[field.name] ?? null) === null)
    .map((field) => field.name);
  return names.length > 0 ? error('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names) : undefined;
};

/** Everything that is wrong with a row about to be stored. Only fields whose value changes are looked at, as the platform does. */
export const checkRow = (deps: { schema: Schema; tables: Tables }) => {
  const checks: readonly FieldCheck[] = [length, email, picklist, reference(deps), activeOwner(deps), unique(deps)];
  return (check: Check): SaveError[] => {
    const required = missing(check);
    if (required) return [required];
    const changed = [...check.object.fields.values()].filter(
      (field) => (check.row[field.name] ?? null) !== (check.before?.[field.name] ?? null),
    );
    return changed.flatMap((field) => {
      const first = checks.map((each) => each(field, check.row[field.name] ?? null, check)).find((found) => found !== undefined);
      return first ? [first] : [];
    });
  };
};

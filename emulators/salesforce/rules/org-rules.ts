import type { Row, SaveError } from '../database/database.ts';
import type { ObjectType } from '../schema/schema.ts';
import type { ValidationRule } from './validation-rule.ts';

/** A rule that blocks a record which equals a stored one in all of these fields (Salesforce Help, "Duplicate Rules"). */
export type DuplicateRule = { readonly name: string; readonly fields: readonly string[]; readonly message?: string };

/** What an org's admin added to objects: refusals that a package cannot know of. */
export type OrgRules = {
  /** Answers how to take the rule away. */
  addValidationRule(objectName: string, rule: ValidationRule): () => void;
  addDuplicateRule(objectName: string, rule: DuplicateRule): () => void;
  /** What the rules say of a record that is otherwise good; `others` are the live records of the object. */
  judge(object: ObjectType, record: { row: Row; before: Row | undefined; others: () => Iterable<Row> }): readonly SaveError[];
};

const brokenBy = (rules: readonly ValidationRule[], row: Row, before: Row | undefined): SaveError[] =>
  rules
    .filter((rule) => rule.isBroken(row, before))
    .map(({ message, field }) => ({
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message,
      fields: field === undefined ? [] : [field],
    }));

const USE_ONE = 'Use one of these records?';

const equals = (fields: readonly string[], row: Row, other: Row): boolean =>
  other['Id'] !== row['Id'] && fields.every((field) => (row[field] ?? null) !== null && row[field] === other[field]);

/** No rules at first. */
export const createOrgRules = (): OrgRules => {
  const validations = new Map<string, ValidationRule[]>();
  const duplicates = new Map<string, DuplicateRule[]>();
  const adding =
    <T>(rules: Map<string, T[]>) =>
    (objectName: string, rule: T): (() => void) => {
      rules.set(objectName, [...(rules.get(objectName) ?? []), rule]);
      return () => {
        rules.set(
          objectName,
          (rules.get(objectName) ?? []).filter((each) => each !== rule),
        );
      };
    };
  return {
    addValidationRule: adding(validations),
    addDuplicateRule: adding(duplicates),
    judge: (object, { row, before, others }) => {
      const broken = brokenBy(validations.get(object.name) ?? [], row, before);
      if (broken.length > 0) return broken;
      const rules = duplicates.get(object.name) ?? [];
      for (const rule of rules) {
        const duplicates = [...others()].filter((other) => equals(rule.fields, row, other)).map((other) => String(other['Id']));
        if (duplicates.length > 0) return [{ statusCode: 'DUPLICATES_DETECTED', message: rule.message ?? USE_ONE, fields: [], duplicates }];
      }
      return [];
    },
  };
};

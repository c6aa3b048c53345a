import type { FieldValue } from '../database/database.ts';
import { resolvePath } from './field-path.ts';
import { operandValues, type SubQueryValues } from './operand-values.ts';
import type { Condition } from './query.ts';
import type { Scope } from './scope.ts';

/** The values that a condition demands of a field of the queried object: of its parts joined by AND, those with `=` and IN. */
export const demandedValues =
  (scope: Scope, condition: Condition | undefined, subQueryValues: SubQueryValues) =>
  (fieldName: string): readonly FieldValue[] => {
    const parts = condition?.kind === 'and' ? condition.parts : condition ? [condition] : [];
    return parts.flatMap((part) => {
      if (part.kind !== 'compare' || !['=', 'IN'].includes(part.operator)) return [];
      const path = resolvePath(scope, part.path);
      if (path.parents.length > 0 || path.field.name !== fieldName) return [];
      return operandValues(subQueryValues)({ scope, field: path.field, at: part.at }, part.operand).values;
    });
  };

import { basename, dirname } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import { readMetadataFiles } from '../schema/metadata-xml.ts';
import type { Schema } from '../schema/schema.ts';
import type { ValidationRule } from './validation-rule.ts';

const metadata = z.object({
  fullName: z.string(),
  active: z.enum(['true', 'false']),
  errorConditionFormula: z.string(),
  errorMessage: z.string(),
  errorDisplayField: z.string().optional(),
});

type ReadDeps = { readonly schema: Schema; readonly clock: Clock; readonly directory: string };

/** The active validation rules of a package's records. Those of custom metadata types are left out: deployments obey them, not DML. */
export const readValidationRules = ({ schema, clock, directory }: ReadDeps): { objectName: string; rule: ValidationRule }[] =>
  readMetadataFiles(directory, '.validationRule-meta.xml').flatMap(({ path, root }) => {
    const object = schema.find(basename(dirname(dirname(path))));
    const { fullName, active, errorConditionFormula, errorMessage, errorDisplayField } = metadata.parse(root);
    if (!object) throw new Error(`${path}: the package has no such object`);
    if (object.kind !== 'record' || active === 'false') return [];
    const { evaluate } = parseFormula(object, errorConditionFormula);
    const isBroken: ValidationRule['isBroken'] = (row, before) => evaluate({ row, before, now: clock.now() }) === true;
    return [{ objectName: object.name, rule: { name: fullName, isBroken, message: errorMessage, field: errorDisplayField } }];
  });

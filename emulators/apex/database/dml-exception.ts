import type { SaveError } from '../../salesforce/database/database.ts';
import { ApexError } from '../values/apex-error.ts';

type Refusal = { readonly index: number; readonly id: string | null; readonly errors: readonly SaveError[] };

const none: SaveError = { statusCode: 'UNKNOWN_EXCEPTION', message: '', fields: [] };

const firstOf = ({ errors }: Refusal): SaveError => errors[0] ?? none;

/**
 * `Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [LastName]: [LastName]`
 * (Apex Developer Guide, "DML Statements and Exceptions").
 */
export const dmlException = (verb: string, refusals: readonly Refusal[]): ApexError => {
  const [first = { index: 0, id: null, errors: [] }] = refusals;
  const { statusCode, message, fields } = firstOf(first);
  const row = first.id === null ? `row ${first.index}` : `row ${first.index} with id ${first.id}`;
  const rows = refusals.map((refusal) => ({ index: refusal.index, id: refusal.id, ...firstOf(refusal) }));
  const text = `${verb} failed. First exception on ${row}; first error: ${statusCode}, ${message}: [${fields.join(', ')}]`;
  return new ApexError('DmlException', text, { rows });
};

/** A statement that fails as a whole, whatever its records hold. */
export const wholeDmlException = (verb: string, statusCode: string, message: string): ApexError =>
  dmlException(verb, [{ index: 0, id: null, errors: [{ statusCode, message, fields: [] }] }]);

import type { Exchange } from '../rest/exchange.ts';
import type { SpecOperation } from './spec.ts';

export type CheckValue = (schema: unknown, value: unknown) => string | undefined;

type Named = Record<string, { schema: unknown }>;

const queryNames = ({ parameters }: SpecOperation): Named =>
  Object.fromEntries(parameters.filter((one) => one.in === 'query').map((one) => [one.name, one]));

const formNames = ({ requestBody }: SpecOperation): Named | undefined => {
  const properties = requestBody?.content['application/x-www-form-urlencoded']?.schema?.['properties'];
  if (typeof properties !== 'object' || properties === null) return undefined;
  return Object.fromEntries(Object.entries(properties).map(([name, schema]: [string, unknown]) => [name, { schema }]));
};

/** Values travel as text: what looks like the documented type is that type. */
const decoded = (schema: unknown, value: unknown): unknown => {
  const type = typeof schema === 'object' && schema !== null && 'type' in schema ? schema.type : undefined;
  if (type === 'array') return Array.isArray(value) ? value : [value];
  if (type === 'integer' && typeof value === 'string' && /^-?\d+$/.test(value)) return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
};

const check = (checkValue: CheckValue) => (kind: string, known: Named, given: object) =>
  Object.entries(given).flatMap(([name, value]: [string, unknown]) => {
    const parameter = known[name];
    if (!parameter) return [`unknown ${kind} parameter ${name}`];
    const problem = checkValue(parameter.schema, decoded(parameter.schema, value));
    return problem === undefined ? [] : [`${kind} parameter ${name}: ${problem}`];
  });

const missing = ({ requestBody }: SpecOperation, given: object) => {
  const required = requestBody?.content['application/x-www-form-urlencoded']?.schema?.['required'];
  return Array.isArray(required)
    ? required.filter((name) => !(String(name) in given)).map((name) => `missing form parameter ${String(name)}`)
    : [];
};

/** What is wrong with a request: parameters that the document does not know, lacks, or gives other values. */
export const requestProblems = (
  operation: SpecOperation,
  { query, body }: Pick<Exchange, 'query' | 'body'>,
  checkValue: CheckValue,
): string[] => {
  const form = formNames(operation);
  const given = typeof body === 'object' && body !== null ? body : {};
  return [
    ...check(checkValue)('query', queryNames(operation), query),
    ...(form ? [...check(checkValue)('form', form, given), ...missing(operation, given)] : []),
  ];
};

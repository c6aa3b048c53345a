import { PlatformError } from '../platform-error.ts';

type Input = { readonly url: string; readonly body: unknown };

const REFERENCE = /@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g;

const step = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;

const lookUp = (bodies: ReadonlyMap<string, unknown>, name: string, path: string): string => {
  const keys = [...path.matchAll(/\w+/g)].map(([key]) => key);
  const value = keys.reduce(step, bodies.get(name));
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new PlatformError({
    errorCode: 'INVALID_INPUT',
    message: `Invalid reference specified. No value for ${name}${path} found in ${name}`,
  });
};

const inText = (text: string, bodies: ReadonlyMap<string, unknown>): string =>
  text.replace(REFERENCE, (_whole, name: string, path: string) => lookUp(bodies, name, path));

const inValue = (value: unknown, bodies: ReadonlyMap<string, unknown>): unknown => {
  if (typeof value === 'string') return inText(value, bodies);
  if (Array.isArray(value)) return value.map((each) => inValue(each, bodies));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inValue(each, bodies)]));
};

/** Fills `@{reference.id}` in a subrequest from the answers so far; a reference to nothing is INVALID_INPUT. */
export const resolveReferences = ({ url, body }: Input, bodies: ReadonlyMap<string, unknown>): Input => ({
  url: inText(url, bodies),
  body: inValue(body, bodies),
});

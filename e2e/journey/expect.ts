import { isDeepStrictEqual } from 'node:util';

/** Throws, naming the field, unless every given field is as expected. */
export function expectFields(what: string, actual: Readonly<Record<string, unknown>>, expected: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(expected)) {
    if (!isDeepStrictEqual(actual[name] ?? null, value)) {
      throw new Error(`${what}: ${name} is ${JSON.stringify(actual[name])}, expected ${JSON.stringify(value)}`);
    }
  }
}

/** Throws unless it holds. */
export function expectTrue(what: string, holds: boolean): asserts holds {
  if (!holds) throw new Error(`expected: ${what}`);
}

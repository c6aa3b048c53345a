import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import type { TypeToken } from '../../values/type-token.ts';
import type { Value } from '../../values/value.ts';
import { parseJson } from './json-document.ts';
import { readJson, untyped } from './read-json.ts';
import { writeJson } from './write-json.ts';

/** Apex Reference Guide, "JSON Class". */
export const jsonType = (engine: Engine): PlatformType => ({
  name: 'JSON',
  statics: {
    'Object deserialize(String text, Type type)': (text: string, { type }: TypeToken) => readJson(engine, parseJson(text), { type }),
    'Object deserializeStrict(String text, Type type)': (text: string, { type }: TypeToken) =>
      readJson(engine, parseJson(text), { type, strict: true }),
    'Object deserializeUntyped(String text)': (text: string) => untyped(engine, parseJson(text)),
    'String serialize(Object value)': (value: Value) => writeJson(engine, value),
    'String serialize(Object value, Boolean suppressNulls)': (value: Value, withoutNulls: boolean) =>
      writeJson(engine, value, withoutNulls),
  },
});

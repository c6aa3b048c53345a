import type { Engine } from '../engine.ts';
import { writeJson } from '../platform/json/write-json.ts';
import type { FieldMember } from '../compile/class-members.ts';
import { ClassType } from '../types/class-type.ts';
import { ApexObject } from '../values/apex-object.ts';
import { ApexList } from '../values/list.ts';
import { ApexMap } from '../values/map.ts';
import { SObject } from '../values/sobject.ts';
import { toText } from '../values/to-text.ts';
import type { Value } from '../values/value.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const shownMembers = (type: ClassType, annotation: string): FieldMember[] => {
  const above = type.supertype instanceof ClassType ? shownMembers(type.supertype, annotation) : [];
  const own = [...type.links.members.values()].filter((member): member is FieldMember => 'declaration' in member);
  return [...above, ...own.filter((member) => member.declaration.modifiers.annotations.some(({ name }) => name === annotation))];
};

/**
 * A value as it leaves Apex for a page or a Flow: of an instance only the members with the annotation, of a record its fields without
 * `attributes`; nulls are left out.
 */
export const shownJson = (engine: Engine, value: Value, annotation: 'auraenabled' | 'invocablevariable'): Json => {
  const inner = (each: Value): Json => shownJson(engine, each, annotation);
  const entries = (pairs: readonly (readonly [string, Value])[]): Json =>
    Object.fromEntries(pairs.filter(([, each]) => each !== null).map(([name, each]) => [name, inner(each)]));
  if (value instanceof ApexList) return value.items.map(inner);
  if (value instanceof ApexMap) return entries(value.entries().map(([key, each]) => [toText(key), each]));
  if (value instanceof SObject) return entries([...value.values]);
  if (value instanceof ApexObject && value.type instanceof ClassType) {
    return entries(shownMembers(value.type, annotation).map((member) => [member.name, member.read(value)]));
  }
  return JSON.parse(writeJson(engine, value)) as Json;
};

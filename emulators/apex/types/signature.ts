import { parseTypeName, splitTypes, type TypeName } from './type-name.ts';

export type Parameter = { readonly type: TypeName; readonly nullable: boolean };
export type Signature = { readonly returns: TypeName; readonly name: string; readonly parameters: readonly Parameter[] };

const FORM = /^(?:(.+?)\s+)?([\w.]+)\s*\((.*)\)$/;

const readParameter = (text: string): Parameter => {
  const type = text.trim().replace(/\s+\w+$/, '');
  return { type: parseTypeName(type.replace(/\?$/, '')), nullable: type.endsWith('?') };
};

/** `'List<String> split(String regExp, Integer limit)'`. A constructor has no type before its name. */
export const readSignature = (text: string): Signature => {
  const [, returns = 'void', name, parameters = ''] = FORM.exec(text.trim()) ?? [];
  if (name === undefined) throw new Error(`${text} is no signature`);
  return { returns: parseTypeName(returns), name, parameters: splitTypes(parameters).map(readParameter) };
};

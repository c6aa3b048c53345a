import type { ApexType } from './apex-type.ts';
import { isSubtype } from './subtype.ts';

const base = (type: ApexType): string => type.name.replace(/<.*/, '');

/**
 * Whether a collection of one type is an instance of another: the same, or one of `Object`s, or one whose elements are of a subtype.
 */
export const isSubtypeOrCollection = (type: ApexType, wanted: ApexType): boolean => {
  if (isSubtype(type, wanted) || wanted.kind === 'object') return true;
  if (base(type) !== base(wanted) || type.args.length !== wanted.args.length) return false;
  return type.args.every((arg, at) => {
    const other = wanted.args[at];
    if (!other) return false;
    return isSubtypeOrCollection(arg, other) || (arg.kind === 'sobject' && other.kind === 'sobject' && arg.object === undefined);
  });
};

import type { ApexType } from './apex-type.ts';

/** Steps from a type up to a class or interface above it; undefined when it is not above. 0 for the type itself. */
export const distance = (type: ApexType, above: ApexType): number | undefined => {
  if (type === above) return 0;
  const parents = type.supertype ? [type.supertype, ...type.interfaces] : type.interfaces;
  const found = parents.map((parent) => distance(parent, above)).filter((steps) => steps !== undefined);
  return found.length > 0 ? Math.min(...found) + 1 : undefined;
};

export const isSubtype = (type: ApexType, above: ApexType): boolean => distance(type, above) !== undefined;

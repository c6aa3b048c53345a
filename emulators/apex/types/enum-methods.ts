import { ApexError } from '../values/apex-error.ts';
import type { EnumValue } from '../values/enum-value.ts';
import { ApexList } from '../values/list.ts';
import type { ApexType, Method } from './apex-type.ts';

type EnumType = ApexType & { readonly enumValues: readonly EnumValue[] };

/** `values()` and `valueOf(name)`, which every enum has of its own. */
export const enumMethods = (type: EnumType, get: (name: string) => ApexType): Method[] => {
  const list = get(`List<${type.name}>`);
  const isStatic = true;
  const values: Method = {
    ...{ name: 'values', owner: type, parameters: [], returns: list, isStatic },
    invoke: () => new ApexList(list, [...type.enumValues]),
  };
  const valueOf: Method = {
    ...{ name: 'valueOf', owner: type, parameters: [get('String')], returns: type, isStatic },
    invoke: (_self, [argument = null]) => {
      const name = argument as string;
      const found = type.enumValues.find((each) => each.name.toLowerCase() === name.toLowerCase());
      if (!found) throw new ApexError('NoSuchElementException', `No enum constant ${type.name}.${name}`);
      return found;
    },
  };
  return [values, valueOf];
};

import type { ApexType, Method } from './apex-type.ts';
import { conversionCost } from './conversion-cost.ts';

const totalCost = (method: Method, args: readonly ApexType[]): number =>
  args.reduce((sum, arg, at) => {
    const parameter = method.parameters[at];
    return sum + (parameter ? conversionCost(arg, parameter) : Number.POSITIVE_INFINITY);
  }, 0);

/**
 * The method that a call means: of those with as many parameters, the one whose parameters are nearest to the static types of the arguments.
 * Undefined when none takes them. Methods that come first win ties: those of the nearest class do.
 */
export const pickOverload = (methods: readonly Method[], args: readonly ApexType[]): Method | undefined => {
  const fitting = methods
    .filter((method) => method.parameters.length === args.length)
    .map((method) => ({ method, cost: totalCost(method, args) }));
  const best = fitting.reduce<(typeof fitting)[number] | undefined>(
    (known, each) => (known && known.cost <= each.cost ? known : each),
    undefined,
  );
  return best && Number.isFinite(best.cost) ? best.method : undefined;
};

import type { ApexType } from './apex-type.ts';
import { distance } from './subtype.ts';

const NEVER = Number.POSITIVE_INFINITY;
const OBJECT = 1000;

/** From the first to each of those behind it, the nearest first (Apex Developer Guide, "Conversion of Types"); Decimal and Double both ways. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  Integer: ['Long', 'Double', 'Decimal'],
  Long: ['Double', 'Decimal'],
  Double: ['Decimal'],
  Decimal: ['Double'],
  Id: ['String'],
  String: ['Id'],
  Date: ['Datetime'],
};

const ofNull = (to: ApexType): number => (to.kind === 'object' ? OBJECT : 1);

const ofCollections = (from: ApexType, to: ApexType): number => {
  const same = from.args.length === to.args.length && from.name.split('<')[0] === to.name.split('<')[0];
  if (!same) return NEVER;
  const costs = from.args.map((arg, at) => {
    const wanted = to.args[at];
    return wanted ? Math.min(conversionCost(arg, wanted), conversionCost(wanted, arg)) : NEVER;
  });
  return costs.reduce((sum, cost) => sum + cost, 0);
};

/**
 * How far a static type is from a parameter's: 0 for the same, infinite when a value never becomes one without a cast. A list of records
 * may be passed for a list of their supertype and the other way round, as Apex allows.
 */
export const conversionCost = (from: ApexType, to: ApexType): number => {
  if (from === to) return 0;
  if (from.kind === 'null') return ofNull(to);
  if (from.kind === 'void') return NEVER;
  const up = distance(from, to);
  if (up !== undefined) return up;
  const wider = WIDER[from.name]?.indexOf(to.name) ?? -1;
  if (wider >= 0) return wider + 1;
  if (to.kind === 'object') return OBJECT;
  const above = [from, ...ancestors(from)].find((type) => type.args.length > 0 && type.name.split('<')[0] === to.name.split('<')[0]);
  return above ? ofCollections(above, to) : NEVER;
};

const ancestors = (type: ApexType): readonly ApexType[] => {
  const parents = type.supertype ? [type.supertype, ...type.interfaces] : type.interfaces;
  return parents.flatMap((parent) => [parent, ...ancestors(parent)]);
};

import {
  AssignExpressionContext,
  type ClassCreatorRestContext,
  type CreatorContext,
  type ExpressionContext,
  type NewExpressionContext,
} from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import { ClassType } from '../types/class-type.ts';
import type { ApexType } from '../types/apex-type.ts';
import { ApexList } from '../values/list.ts';
import { ApexMap } from '../values/map.ts';
import { ApexSet } from '../values/set.ts';
import { SObject } from '../values/sobject.ts';
import { chooseMethod, compileArguments } from './arguments.ts';
import type { Body, Tree } from './body.ts';
import { convert } from './convert.ts';
import type { Expression, Run } from './expression.ts';

const elements = (body: Body, trees: readonly ExpressionContext[], type: ApexType): Run[] =>
  trees.map((each) => convert(body.expression(each), type));

const argument = (body: Body, type: ApexType, { index, at }: { index: number; at: Tree }): ApexType => {
  const found = type.args[index];
  if (!found) throw body.fault(at, `${type.name} says not of what`);
  return found;
};

const newMap = (body: Body, type: ApexType, creator: CreatorContext): Expression => {
  const [keyType, valueType] = [argument(body, type, { index: 0, at: creator }), argument(body, type, { index: 1, at: creator })];
  const pairs = creator
    .mapCreatorRest()
    .mapCreatorRestPair_list()
    .map((each) => {
      const [key, value] = each.expression_list();
      if (!key || !value) throw body.fault(each, 'a map needs keys and values');
      return [convert(body.expression(key), keyType), convert(body.expression(value), valueType)] as const;
    });
  return {
    type,
    run: (frame) => {
      const map = new ApexMap(type);
      for (const [key, value] of pairs) map.put(key(frame), value(frame));
      return map;
    },
  };
};

const newCollection = (body: Body, type: ApexType, creator: CreatorContext): Expression => {
  const items = elements(body, creator.setCreatorRest().expression_list(), argument(body, type, { index: 0, at: creator }));
  const isSet = type.name.startsWith('Set<');
  return {
    type,
    run: (frame) => {
      const values = items.map((item) => item(frame));
      return isSet ? new ApexSet(type, values) : new ApexList(type, values);
    },
  };
};

/** `new String[]{...}` and `new String[3]`. */
const newArray = (body: Body, element: ApexType, creator: CreatorContext): Expression => {
  const rest = creator.arrayCreatorRest();
  const type = body.typeNamed(`List<${element.name}>`, creator);
  const size = optional(rest.expression());
  if (size) {
    const count = body.expression(size).run;
    return {
      type,
      run: (frame) =>
        new ApexList(
          type,
          Array.from({ length: count(frame) as number }, () => null),
        ),
    };
  }
  const items = elements(body, optional(rest.arrayInitializer())?.expression_list() ?? [], element);
  return {
    type,
    run: (frame) =>
      new ApexList(
        type,
        items.map((item) => item(frame)),
      ),
  };
};

/** `new Contact(LastName = 'Vo')`: fields are named. */
const newRecord = (body: Body, type: ApexType, rest: ClassCreatorRestContext): Expression => {
  const settings = (optional(rest.arguments().expressionList())?.expression_list() ?? []).map((tree) => {
    const [left, right] = tree instanceof AssignExpressionContext ? tree.expression_list() : [];
    const member = left && type.member(left.getText().toLowerCase());
    const write = member?.write?.bind(member);
    if (!member || !right || !write) throw body.fault(tree, `Field does not exist: ${tree.getText()} on ${type.name}`);
    return { write, value: convert(body.expression(right), member.type) };
  });
  const { object } = type;
  if (!object) throw body.fault(rest, 'SObject itself cannot be made');
  return {
    type,
    run: (frame) => {
      const record = new SObject(object);
      for (const { write, value } of settings) write(record, value(frame));
      return record;
    },
  };
};

const newInstance = (body: Body, type: ApexType, rest: ClassCreatorRestContext): Expression => {
  if (type instanceof ClassType && (type.isAbstract || type.kind !== 'class'))
    throw body.fault(rest, `Abstract classes cannot be constructed: ${type.name}`);
  const args = compileArguments(body, optional(rest.arguments().expressionList()));
  const { method, values } = chooseMethod(body, { name: `new ${type.name}`, methods: type.constructors(), args, at: rest });
  return { type, run: (frame) => method.invoke(null, values(frame)) };
};

/** Everything behind `new`. */
export const compileCreation = (body: Body, tree: NewExpressionContext): Expression => {
  const creator = tree.creator();
  const type = body.typeOf(Object.assign(creator.createdName(), { start: creator.start }));
  if (optional(creator.arrayCreatorRest())) return newArray(body, type, creator);
  if (optional(creator.mapCreatorRest())) return newMap(body, type, creator);
  if (optional(creator.setCreatorRest())) return newCollection(body, type, creator);
  if (optional(creator.noRest())) {
    if (type.name.startsWith('Map<')) return { type, run: () => new ApexMap(type) };
    return type.name.startsWith('Set<') ? { type, run: () => new ApexSet(type) } : { type, run: () => new ApexList(type) };
  }
  const rest = creator.classCreatorRest();
  return type.kind === 'sobject' ? newRecord(body, type, rest) : newInstance(body, type, rest);
};

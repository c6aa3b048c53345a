import type {
  ArrayExpressionContext,
  CastExpressionContext,
  DotExpressionContext,
  InstanceOfExpressionContext,
} from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import { runtimeTypeName } from '../types/runtime-type-name.ts';
import { ApexError, nullPointer } from '../values/apex-error.ts';
import { ApexList } from '../values/list.ts';
import type { Value } from '../values/value.ts';
import { compileDotCall } from './call.ts';
import type { Body } from './body.ts';
import { convert } from './convert.ts';
import type { Expression } from './expression.ts';
import { safeMember } from './member-access.ts';
import { compileName } from './reference.ts';
import { conversionCost } from '../types/conversion-cost.ts';

/** `a.b`, `a?.b` and calls behind a dot. */
export const compileDot = (body: Body, tree: DotExpressionContext): Expression => {
  if (optional(tree.dotMethodCall())) return compileDotCall(body, tree);
  if (!optional(tree.QUESTIONDOT())) return compileName(body, tree);
  const base = body.expression(tree.expression());
  const type = base.isQuery === true ? (base.type.args[0] ?? base.type) : base.type;
  const name = tree.anyId().getText();
  const member = type.member(name.toLowerCase());
  if (!member || member.isStatic) throw body.fault(tree, `Variable does not exist: ${name} in ${type.name}`);
  return safeMember(base, member);
};

const listOf = (value: Value): ApexList => {
  if (value instanceof ApexList) return value;
  throw nullPointer();
};

const indexOf = (value: Value): number => {
  if (value === null) throw nullPointer();
  return value as number;
};

/** `list[index]`. */
export const compileElement = (body: Body, tree: ArrayExpressionContext): Expression => {
  const [list, index] = tree.expression_list().map((each) => body.expression(each));
  const type = list?.type.args[0];
  if (!list || !index || !type) throw body.fault(tree, `${tree.getText()} is no element of a list`);
  return {
    type,
    run: (frame) => listOf(list.run(frame)).at(indexOf(index.run(frame))),
    place: {
      assign: (right) => (frame) => {
        const [items, at] = [listOf(list.run(frame)), indexOf(index.run(frame))];
        const value = right(frame);
        items.put(at, value);
        return value;
      },
      update: (change) => (frame) => {
        const [items, at] = [listOf(list.run(frame)), indexOf(index.run(frame))];
        const before = items.at(at);
        const after = change(before, frame);
        items.put(at, after);
        return { before, after };
      },
    },
  };
};

/** `(Type) value`: TypeException when the value is none. */
export const compileCast = (body: Body, tree: CastExpressionContext): Expression => {
  const type = body.typeOf(tree.typeRef());
  const value = body.expression(tree.expression());
  const run = convert(value, type);
  const isKnown = value.type.kind !== 'object' && Number.isFinite(conversionCost(value.type, type)) && type.kind !== 'collection';
  if (isKnown && type.kind === 'primitive') return { type, run };
  return {
    type,
    run: (frame) => {
      const result = run(frame);
      if (result === null || type.holds(result)) return result;
      throw new ApexError('TypeException', `Invalid conversion from runtime type ${runtimeTypeName(result)} to ${type.name}`);
    },
  };
};

/** `value instanceof Type`; null is of no type. */
export const compileInstanceOf = (body: Body, tree: InstanceOfExpressionContext): Expression => {
  const type = body.typeOf(tree.typeRef());
  const { run } = body.expression(tree.expression());
  return {
    type: body.engine.types.get('Boolean'),
    run: (frame) => {
      const value = run(frame);
      return value !== null && type.holds(value);
    },
  };
};

import type { SwitchStatementContext, WhenControlContext, WhenLiteralContext } from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import type { Frame } from '../frame.ts';
import type { ApexType } from '../types/apex-type.ts';
import { isEqual } from '../values/equality.ts';
import type { Value } from '../values/value.ts';
import { compileBlock } from './blocks.ts';
import type { Body } from './body.ts';
import { unquote } from './literal.ts';
import { Completion, type Step } from './step.ts';

type Arm = { readonly matches: (value: Value, frame: Frame) => boolean; readonly step: Step };

const literalValue = (body: Body, tree: WhenLiteralContext, on: ApexType): Value => {
  const inner = optional(tree.whenLiteral());
  if (inner) return literalValue(body, inner, on);
  if (optional(tree.NULL())) return null;
  const text = tree.getText();
  if (optional(tree.StringLiteral())) return unquote(text);
  if (optional(tree.LongLiteral())) return BigInt(text.slice(0, -1));
  if (!optional(tree.qualifiedName())) return Number(text);
  const constant = on.member(text.slice(text.lastIndexOf('.') + 1).toLowerCase());
  if (!constant?.isStatic) throw body.fault(tree, `${text} is no constant of ${on.name}`);
  return constant.read(null);
};

const compileArm = (body: Body, tree: WhenControlContext, on: ApexType): Arm =>
  body.variables.inBlock(() => {
    const when = tree.whenValue();
    if (optional(when.ELSE())) return { matches: () => true, step: compileBlock(body, tree.block()) };
    if (optional(when.typeRef())) {
      const type = body.typeOf(when.typeRef());
      const { slot } = body.variables.declare(when.id().getText(), type);
      const matches = (value: Value, frame: Frame): boolean => {
        frame.locals[slot] = value;
        return value !== null && type.holds(value);
      };
      return { matches, step: compileBlock(body, tree.block()) };
    }
    const values = when.whenLiteral_list().map((each) => literalValue(body, each, on));
    // Unlike ==, a switch tells texts apart by case (Apex Developer Guide, "Switch Statements").
    return { matches: (value) => values.some((each) => isEqual(value, each, 'exact')), step: compileBlock(body, tree.block()) };
  });

/** `switch on`, whose first arm that matches runs. */
export const compileSwitch = (body: Body, tree: SwitchStatementContext): Step => {
  const on = body.expression(tree.expression());
  const arms = tree.whenControl_list().map((each) => compileArm(body, each, on.type));
  return (frame) => {
    const value = on.run(frame);
    return arms.find((arm) => arm.matches(value, frame))?.step(frame) ?? Completion.normal;
  };
};

import { type ExpressionContext, DotExpressionContext, IdPrimaryContext, PrimaryExpressionContext } from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import type { ApexType, Member } from '../types/apex-type.ts';
import type { ClassType } from '../types/class-type.ts';
import type { Body, Tree } from './body.ts';
import type { Expression, Run } from './expression.ts';
import { instanceMember, staticMember } from './member-access.ts';
import { sobjectToken } from './sobject-token.ts';
import type { Variable } from './variables.ts';

/** What a name or a path of names means: a value, or a type or namespace on the way to one. */
export type Reference = { readonly value: Expression } | { readonly path: string; readonly type: ApexType | undefined };

const variableExpression = ({ slot, type }: Variable): Expression => ({
  type,
  run: (frame) => frame.locals[slot] ?? null,
  place: {
    assign: (right) => (frame) => {
      const value = right(frame);
      frame.locals[slot] = value;
      return value;
    },
    update: (change) => (frame) => {
      const before = frame.locals[slot] ?? null;
      const after = change(before, frame);
      frame.locals[slot] = after;
      return { before, after };
    },
  },
});

const SELF: Run = (frame) => frame.self;

/** A field of this class or, if it is static, of one around it. */
export const ownMember = (body: Body, lowerName: string): Expression | undefined => {
  const enclosing: readonly ClassType[] = body.type?.enclosing ?? [];
  for (const [depth, type] of enclosing.entries()) {
    const member = type.member(lowerName);
    if (!member) continue;
    if (member.isStatic) return staticMember(raw(body, member, lowerName));
    if (depth === 0 && !body.isStatic) return instanceMember({ type, run: SELF }, raw(body, member, lowerName), false);
  }
  return undefined;
};

/** Inside its own accessor a property's name means the value behind it. */
const raw = (body: Body, member: Member & { readonly behind?: Member }, lowerName: string): Member =>
  body.accessorOf === lowerName && member.behind ? member.behind : member;

const ofName = (body: Body, name: string, at: Tree): Reference => {
  const lower = name.toLowerCase();
  const variable = body.variables.find(lower);
  if (variable) return { value: variableExpression(variable) };
  const member = ownMember(body, lower);
  if (member) return { value: member };
  const type = body.findType(name);
  if (type || body.engine.types.isNamespace(lower)) return { path: name, type };
  throw body.fault(at, `Variable does not exist: ${name}`);
};

const isParent = (type: ApexType, name: string): boolean => type.object !== undefined && !type.object.fields.has(name.toLowerCase());

/** `base.name` on a value. */
export const memberOf = (body: Body, base: Expression, { name, at }: { name: string; at: Tree }): Expression => {
  const type = base.isQuery === true ? (base.type.args[0] ?? base.type) : base.type;
  const member = type.member(name.toLowerCase());
  if (!member || member.isStatic) throw body.fault(at, `Variable does not exist: ${name} in ${type.name}`);
  return instanceMember({ ...base, type }, member, isParent(type, name));
};

const ofType = (body: Body, reference: Extract<Reference, { path: string }>, { name, at }: { name: string; at: Tree }): Reference => {
  const { path, type } = reference;
  const lower = name.toLowerCase();
  if (type?.kind === 'sobject') {
    const token = sobjectToken(body, type, lower);
    if (token) return 'value' in token ? token : { path, type };
  } else {
    const member = type?.member(lower);
    if (member?.isStatic === true) return { value: staticMember(raw(body, member, lower)) };
  }
  const inner = body.findType(`${path}.${name}`);
  if (inner || body.engine.types.isNamespace(`${path}.${name}`.toLowerCase())) return { path: `${path}.${name}`, type: inner };
  throw body.fault(at, `Variable does not exist: ${path}.${name}`);
};

/** Looks up `a`, `a.b`, `a.b.c`: variables first, then fields, then types (a variable hides a type of the same name). */
export const compileReference = (body: Body, tree: ExpressionContext): Reference => {
  if (tree instanceof PrimaryExpressionContext) {
    const primary = tree.primary();
    if (primary instanceof IdPrimaryContext) return ofName(body, primary.id().getText(), tree);
  }
  if (tree instanceof DotExpressionContext && optional(tree.anyId()) && !optional(tree.QUESTIONDOT())) {
    const base = compileReference(body, tree.expression());
    const step = { name: tree.anyId().getText(), at: tree };
    return 'value' in base ? { value: memberOf(body, base.value, step) } : ofType(body, base, step);
  }
  return { value: body.expression(tree) };
};

/** The value of a name or path; a type alone is none. */
export const compileName = (body: Body, tree: ExpressionContext): Expression => {
  const reference = compileReference(body, tree);
  if ('value' in reference) return reference.value;
  throw body.fault(tree, `${reference.path} is a type, not a value`);
};

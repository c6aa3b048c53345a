import {
  type DotExpressionContext,
  type MethodCallExpressionContext,
  PrimaryExpressionContext,
  SuperPrimaryContext,
} from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import { ClassType } from '../types/class-type.ts';
import { nullPointer } from '../values/apex-error.ts';
import type { Value } from '../values/value.ts';
import type { Method } from '../types/apex-type.ts';
import { type Chosen, chooseMethod, compileArguments } from './arguments.ts';
import type { Body } from './body.ts';
import { onlyRow } from './convert.ts';
import type { Expression, Run } from './expression.ts';
import { safeOwner } from './member-access.ts';
import { ownMember, type Reference, compileReference } from './reference.ts';

const onStatic = ({ method, values }: Chosen): Expression => ({ type: method.returns, run: (frame) => method.invoke(null, values(frame)) });

const onSelf = ({ method, values }: Chosen, exactly: boolean): Expression => {
  const { returns: type } = method;
  if (!exactly || !method.invokeExactly) return { type, run: (frame) => method.invoke(frame.self, values(frame)) };
  return { type, run: (frame) => method.invokeExactly?.(frame.self, values(frame)) ?? null };
};

const onValue = (base: Expression, { method, values }: Chosen, isSafe: boolean): Expression => {
  const owner: Run = isSafe ? safeOwner(base) : base.run;
  const run: Run = (frame) => {
    const self = owner(frame);
    if (self === null && isSafe) return null;
    if (self === null) throw nullPointer();
    return method.invoke(self, values(frame));
  };
  return { type: method.returns, run };
};

/** `method()` alone: of this class or those above it, else static methods of the classes around it. */
const ownMethods = (body: Body, lowerName: string): readonly Method[] => {
  const enclosing = body.type?.enclosing ?? [];
  for (const [depth, type] of enclosing.entries()) {
    const methods = type.methods(lowerName).filter((method) => method.isStatic || (depth === 0 && !body.isStatic));
    if (methods.length > 0) return methods;
  }
  return [];
};

/** `method(...)`, and `this(...)` or `super(...)` at the head of a constructor. */
export const compileOwnCall = (body: Body, tree: MethodCallExpressionContext): Expression => {
  const call = tree.methodCall();
  const args = compileArguments(body, optional(call.expressionList()));
  if (optional(call.THIS()) || optional(call.SUPER())) throw body.fault(tree, 'a constructor is called where only a method can be');
  const name = call.id().getText();
  const chosen = chooseMethod(body, { name, methods: ownMethods(body, name.toLowerCase()), args, at: tree });
  return chosen.method.isStatic ? onStatic(chosen) : onSelf(chosen, false);
};

const isSuper = (tree: DotExpressionContext): boolean => {
  const base = tree.expression();
  return base instanceof PrimaryExpressionContext && base.primary() instanceof SuperPrimaryContext;
};

/** Their text may name variables of the place where they are called (Apex Developer Guide, "Dynamic SOQL"). */
const TAKES_QUERY = new Set(['query', 'countquery', 'getquerylocator']);

const withVariables = (body: Body, { type, run }: Expression): Expression => {
  const slots = body.variables.visible();
  return {
    type,
    run: (frame) => {
      frame.variable = (lowerName) => {
        const slot = slots.get(lowerName);
        return slot === undefined ? ownMember(body, lowerName)?.run(frame) : (frame.locals[slot] ?? null);
      };
      return run(frame);
    },
  };
};

const onReference = (
  body: Body,
  reference: Reference,
  call: Omit<Parameters<typeof chooseMethod>[1], 'methods'> & { isSafe: boolean },
): Expression => {
  const lower = call.name.toLowerCase();
  if ('path' in reference) {
    const methods = (reference.type?.methods(lower) ?? []).filter((method) => method.isStatic);
    const called = onStatic(chooseMethod(body, { ...call, name: `${reference.path}.${call.name}`, methods }));
    return reference.type?.name === 'Database' && TAKES_QUERY.has(lower) ? withVariables(body, called) : called;
  }
  const base = reference.value;
  const own = base.type.methods(lower).filter((method) => !method.isStatic);
  if (own.length > 0 || base.isQuery !== true) {
    return onValue(base, chooseMethod(body, { ...call, name: `${base.type.name}.${call.name}`, methods: own }), call.isSafe);
  }
  // A method of the record on a query: `[SELECT ...].getSObjectType()`.
  const row: Expression = { type: base.type.args[0] ?? base.type, run: (frame): Value => onlyRow(base.run(frame)) };
  return onValue(row, chooseMethod(body, { ...call, methods: row.type.methods(lower) }), call.isSafe);
};

/** `base.method(...)`, `Type.method(...)`, `super.method(...)` and `base?.method(...)`. */
export const compileDotCall = (body: Body, tree: DotExpressionContext): Expression => {
  const call = tree.dotMethodCall();
  const name = call.anyId().getText();
  const args = compileArguments(body, optional(call.expressionList()));
  const isSafe = Boolean(optional(tree.QUESTIONDOT()));
  if (!isSuper(tree)) return onReference(body, compileReference(body, tree.expression()), { name, args, at: tree, isSafe });
  const above = body.type instanceof ClassType ? body.type.supertype : undefined;
  return onSelf(chooseMethod(body, { name, methods: above?.methods(name.toLowerCase()) ?? [], args, at: tree }), true);
};

import type { ExpressionListContext } from '@apexdevtools/apex-parser';
import type { Frame } from '../frame.ts';
import type { ApexType, Method } from '../types/apex-type.ts';
import { pickOverload } from '../types/pick-overload.ts';
import type { Value } from '../values/value.ts';
import type { Body, Tree } from './body.ts';
import { convert } from './convert.ts';
import type { Expression } from './expression.ts';

export const compileArguments = (body: Body, tree: ExpressionListContext | null | undefined): readonly Expression[] =>
  (tree?.expression_list() ?? []).map((each) => body.expression(each));

/** A query as an argument counts as a record where only a record fits. */
const rowTypes = (args: readonly Expression[]): readonly ApexType[] =>
  args.map((arg) => (arg.isQuery === true ? (arg.type.args[0] ?? arg.type) : arg.type));

export type Chosen = { readonly method: Method; readonly values: (frame: Frame) => Value[] };

/** The method that a call means, and code that evaluates its arguments from left to right and converts them. */
export const chooseMethod = (
  body: Body,
  call: { name: string; methods: readonly Method[]; args: readonly Expression[]; at: Tree },
): Chosen => {
  const { name, methods, args, at } = call;
  const method =
    pickOverload(
      methods,
      args.map((arg) => arg.type),
    ) ?? pickOverload(methods, rowTypes(args));
  if (!method) throw body.fault(at, `Method does not exist: ${name}(${args.map((arg) => arg.type.name).join(', ')})`);
  const runs = args.map((arg, index) => convert(arg, method.parameters[index] ?? arg.type));
  return { method, values: (frame) => runs.map((run) => run(frame)) };
};

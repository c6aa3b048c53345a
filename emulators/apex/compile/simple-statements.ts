import type {
  ExpressionStatementContext,
  LocalVariableDeclarationContext,
  ReturnStatementContext,
  ThrowStatementContext,
} from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import { nullPointer } from '../values/apex-error.ts';
import { type ExceptionObject, Thrown } from '../values/exception-object.ts';
import type { Body } from './body.ts';
import { convert } from './convert.ts';
import { Completion, type Step } from './step.ts';

/** `String a = 'x', b;` A variable without a value is null. */
export const compileVariables = (body: Body, tree: LocalVariableDeclarationContext): Step => {
  const type = body.typeOf(tree.typeRef());
  const steps = tree
    .variableDeclarators()
    .variableDeclarator_list()
    .map((each) => {
      const initial = optional(each.expression());
      const run = initial ? convert(body.expression(initial), type) : () => null;
      const { slot } = body.variables.declare(each.id().getText(), type);
      return { run, slot };
    });
  return (frame) => {
    for (const { run, slot } of steps) frame.locals[slot] = run(frame);
    return Completion.normal;
  };
};

export const compileExpressionStatement = (body: Body, tree: ExpressionStatementContext): Step => {
  const { run } = body.expression(tree.expression());
  return (frame) => {
    run(frame);
    return Completion.normal;
  };
};

export const compileReturn = (body: Body, tree: ReturnStatementContext): Step => {
  const value = optional(tree.expression());
  if (!value) return () => Completion.return;
  const expression = body.expression(value);
  const run = body.returns ? convert(expression, body.returns) : expression.run;
  return (frame) => {
    frame.returned = run(frame);
    return Completion.return;
  };
};

export const compileThrow = (body: Body, tree: ThrowStatementContext): Step => {
  const { run } = body.expression(tree.expression());
  return (frame) => {
    const exception = run(frame);
    if (exception === null) throw nullPointer();
    throw new Thrown(exception as ExceptionObject);
  };
};

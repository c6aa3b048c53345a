import type { Engine } from '../engine.ts';
import type { Frame } from '../frame.ts';
import type { MethodDeclaration } from '../parse/declaration.ts';
import type { ApexType } from '../types/apex-type.ts';
import type { ClassType } from '../types/class-type.ts';
import { compileBlock } from './blocks.ts';
import { Body } from './body.ts';
import { ClassConstructor, compileConstructor } from './class-constructor.ts';
import type { FieldMember } from './class-members.ts';
import type { ClassMethod } from './class-method.ts';
import { convert } from './convert.ts';
import type { ClassCode } from './declare-class.ts';
import { compileExpression } from './expressions.ts';
import { compileStatement } from './statements.ts';

export const compilers = { expression: compileExpression, statement: compileStatement };

type Part = { readonly isStatic: boolean; readonly accessorOf?: string; readonly returns?: ApexType };

const bodyOf = (engine: Engine, type: ClassType, part: Part): Body =>
  new Body({ engine, type, file: type.declaration.file, compilers, ...part });

const declareParameters = (body: Body, declaration: MethodDeclaration, types: readonly ApexType[]): void => {
  declaration.parameters.forEach((parameter, at) => body.variables.declare(parameter.name, types[at] ?? body.engine.types.get('Object')));
};

const compileMethod = (engine: Engine, method: ClassMethod, accessorOf?: string): void => {
  const { declaration, owner, isStatic } = method;
  if (!declaration.body) return;
  const returns = method.returns.kind === 'void' ? {} : { returns: method.returns };
  const body = bodyOf(engine, owner, { isStatic, ...(accessorOf === undefined ? {} : { accessorOf }), ...returns });
  declareParameters(body, declaration, method.parameters);
  method.body = compileBlock(body, declaration.body);
};

type Initialise = (frame: Frame) => void;

/** A static field's line counts as one that can be covered; an instance's does not (as the platform counts). */
const compileField = (engine: Engine, type: ClassType, member: FieldMember): Initialise | undefined => {
  const { initial, line } = member.declaration;
  if (!initial) return undefined;
  const body = bodyOf(engine, type, { isStatic: member.isStatic });
  const run = convert(body.expression(initial), member.type);
  const hits = engine.hitsOf(type.declaration.file);
  hits.set(line, hits.get(line) ?? 0);
  return (frame) => {
    frame.line = line;
    hits.set(line, (hits.get(line) ?? 0) + 1);
    member.behind.write?.(member.isStatic ? null : frame.self, run(frame));
  };
};

const compileInitialisers = (engine: Engine, type: ClassType, isStatic: boolean): Initialise => {
  const steps = type.declaration.members.flatMap((member): Initialise[] => {
    if ('body' in member) return member.isStatic === isStatic ? [compileBlock(bodyOf(engine, type, { isStatic }), member.body)] : [];
    const field = type.links.members.get(member.name.toLowerCase()) as FieldMember | undefined;
    const step = field?.isStatic === isStatic ? compileField(engine, type, field) : undefined;
    return step ? [step] : [];
  });
  return (frame) => {
    for (const step of steps) step(frame);
  };
};

/** Third pass: bodies to closures. A LoadError says what is not modelled, and where. */
export const compileClass = (engine: Engine, { type, methods, accessors }: ClassCode): void => {
  for (const method of methods) compileMethod(engine, method);
  for (const method of accessors) compileMethod(engine, method, method.name.toLowerCase());
  type.initialiseStatics = compileInitialisers(engine, type, true);
  type.initialise = compileInitialisers(engine, type, false);
  for (const maker of type.constructors()) {
    if (!(maker instanceof ClassConstructor)) continue;
    const body = bodyOf(engine, type, { isStatic: false });
    if (maker.declaration) declareParameters(body, maker.declaration, maker.parameters);
    if (type.kind === 'class') maker.body = compileConstructor(body, type, maker.declaration?.body);
  }
};

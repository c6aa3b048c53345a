import type { Engine } from '../engine.ts';
import type { Frame } from '../frame.ts';
import type { FieldDeclaration, MethodDeclaration, TypeDeclaration } from '../parse/declaration.ts';
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

type Target = { readonly method: ClassMethod; readonly source: MethodDeclaration; readonly accessorOf?: string };

const compileMethod = (engine: Engine, { method, source, accessorOf }: Target): void => {
  const { owner, isStatic } = method;
  if (!source.body) return;
  const returns = method.returns.kind === 'void' ? {} : { returns: method.returns };
  const body = bodyOf(engine, owner, { isStatic, ...(accessorOf === undefined ? {} : { accessorOf }), ...returns });
  declareParameters(body, source, method.parameters);
  method.body = compileBlock(body, source.body);
};

type Initialise = (frame: Frame) => void;

/** The line of a field with a value counts as one that can be covered. */
const compileField = (
  engine: Engine,
  type: ClassType,
  parts: { member: FieldMember; source: FieldDeclaration },
): Initialise | undefined => {
  const { member, source } = parts;
  if (!source.initial) return undefined;
  const body = bodyOf(engine, type, { isStatic: member.isStatic });
  const run = convert(body.expression(source.initial), member.type);
  const hits = engine.hitsOf(type.declaration.file);
  hits.set(source.line, hits.get(source.line) ?? 0);
  return (frame) => {
    frame.line = source.line;
    hits.set(source.line, (hits.get(source.line) ?? 0) + 1);
    member.behind.write?.(member.isStatic ? null : frame.self, run(frame));
  };
};

const compileInitialisers = (engine: Engine, type: ClassType, parts: { isStatic: boolean; source: TypeDeclaration }): Initialise => {
  const { isStatic, source } = parts;
  const steps = source.members.flatMap((each): Initialise[] => {
    if ('body' in each) return each.isStatic === isStatic ? [compileBlock(bodyOf(engine, type, { isStatic }), each.body)] : [];
    const member = type.links.members.get(each.name.toLowerCase()) as FieldMember | undefined;
    const step = member?.isStatic === isStatic ? compileField(engine, type, { member, source: each }) : undefined;
    return step ? [step] : [];
  });
  return (frame) => {
    for (const step of steps) step(frame);
  };
};

const compileAccessors = (engine: Engine, accessors: readonly ClassMethod[], source: TypeDeclaration): void => {
  for (const method of accessors) {
    const field = source.members.find((each): each is FieldDeclaration => 'name' in each && each.name === method.name);
    const block = method.parameters.length > 0 ? field?.property?.set : field?.property?.get;
    if (typeof block !== 'object') continue;
    compileMethod(engine, { method, source: { ...method.declaration, body: block }, accessorOf: method.name.toLowerCase() });
  }
};

const compileConstructors = (engine: Engine, type: ClassType, source: TypeDeclaration): void => {
  const makers = type.constructors().filter((maker): maker is ClassConstructor => maker instanceof ClassConstructor);
  for (const [at, maker] of makers.entries()) {
    const declaration = maker.declaration && source.constructors[at];
    const body = bodyOf(engine, type, { isStatic: false });
    if (declaration) declareParameters(body, declaration, maker.parameters);
    if (type.kind === 'class') maker.body = compileConstructor(body, type, declaration?.body);
  }
};

/**
 * Third pass: bodies to closures. A LoadError says what is not modelled, and where. `source` may be another version of the class that
 * differs inside of bodies and values alone; the class then runs that version.
 */
export const compileClass = (engine: Engine, { type, methods, accessors }: ClassCode, source: TypeDeclaration = type.declaration): void => {
  for (const [at, method] of methods.entries()) compileMethod(engine, { method, source: source.methods[at] ?? method.declaration });
  compileAccessors(engine, accessors, source);
  type.initialiseStatics = compileInitialisers(engine, type, { isStatic: true, source });
  type.initialise = compileInitialisers(engine, type, { isStatic: false, source });
  compileConstructors(engine, type, source);
};

import type { Engine } from '../engine.ts';
import { LoadError } from '../load-error.ts';
import type { FieldDeclaration, MethodDeclaration, TypeDeclaration } from '../parse/declaration.ts';
import type { ApexType, Method } from '../types/apex-type.ts';
import { ClassType } from '../types/class-type.ts';
import { enumMethods } from '../types/enum-methods.ts';
import { isSubtype } from '../types/subtype.ts';
import type { TypeName } from '../types/type-name.ts';
import { ClassConstructor } from './class-constructor.ts';
import { ClassMethod } from './class-method.ts';
import { MemberTable } from './class-members.ts';
import { exceptionConstructors } from './exception-constructors.ts';

/** First pass: the class and those inside it, by name only. */
export const declareClass = (declaration: TypeDeclaration, outer?: ClassType): ClassType => {
  const type = new ClassType(declaration, outer);
  for (const inner of declaration.inner) type.inners.set(inner.name.toLowerCase(), declareClass(inner, type));
  return type;
};

type Place = { readonly file: string; readonly line: number; readonly enclosing: readonly ClassType[] };

const resolverAt =
  (engine: Engine, { file, line, enclosing }: Place) =>
  (name: TypeName): ApexType => {
    try {
      return engine.types.resolve(name, { enclosing });
    } catch (error) {
      throw new LoadError({ file, line }, error instanceof Error ? error.message : String(error));
    }
  };

const resolver = (engine: Engine, type: ClassType, line: number) =>
  resolverAt(engine, { file: type.declaration.file, line, enclosing: type.enclosing });

/** Second pass: what the class stands on, looked up from where it is declared. Supertypes must be linked before `linkMembers`. */
export const linkSupertypes = (engine: Engine, type: ClassType): void => {
  const { declaration } = type;
  const resolve = resolverAt(engine, { file: declaration.file, line: declaration.line, enclosing: type.outer?.enclosing ?? [] });
  const implied = declaration.kind === 'enum' ? engine.types.get('Enum') : undefined;
  const supertype = declaration.extends ? resolve(declaration.extends) : implied;
  type.links = { ...type.links, supertype, interfaces: declaration.implements.map(resolve) };
};

const methodOf = (engine: Engine, type: ClassType, declaration: MethodDeclaration): ClassMethod => {
  const resolve = resolver(engine, type, declaration.line);
  const parameters = declaration.parameters.map((each) => resolve(each.type));
  return new ClassMethod(engine, type, { declaration, parameters, returns: resolve(declaration.returns) });
};

const accessor = (
  engine: Engine,
  type: ClassType,
  { field, kind }: { field: FieldDeclaration; kind: 'get' | 'set' },
): ClassMethod | undefined => {
  const body = field.property?.[kind];
  if (body === undefined || body === 'automatic') return undefined;
  const parameters = kind === 'set' ? [{ name: 'value', type: field.type }] : [];
  const returns = kind === 'get' ? field.type : { name: 'void', args: [] };
  return methodOf(engine, type, { name: field.name, modifiers: field.modifiers, parameters, returns, body, line: field.line });
};

const constructorsOf = (engine: Engine, type: ClassType): Method[] => {
  const written = type.declaration.constructors.map((declaration) => {
    const parameters = declaration.parameters.map((each) => resolver(engine, type, declaration.line)(each.type));
    return new ClassConstructor(engine, type, { declaration, parameters });
  });
  const plain = new ClassConstructor(engine, type, { declaration: undefined, parameters: [] });
  if (!isSubtype(type, engine.types.get('Exception'))) return written.length > 0 ? written : [plain];
  const own = written.some(({ parameters }) => parameters.length === 0) ? written : [...written, plain];
  return [...own, ...exceptionConstructors(engine, type, plain)];
};

const byName = (methods: readonly ClassMethod[]): Map<string, Method[]> => {
  const named = new Map<string, Method[]>();
  for (const method of methods) named.set(method.name.toLowerCase(), [...(named.get(method.name.toLowerCase()) ?? []), method]);
  return named;
};

/** What the third pass has to compile. */
export type ClassCode = { readonly type: ClassType; readonly methods: readonly ClassMethod[]; readonly accessors: readonly ClassMethod[] };

/** Second pass, after every supertype: methods with their types, fields with their slots. */
export const linkMembers = (engine: Engine, type: ClassType): ClassCode => {
  const { declaration } = type;
  const methods = declaration.methods.map((each) => methodOf(engine, type, each));
  const table = new MemberTable(engine, type, type.supertype instanceof ClassType ? type.supertype.links.slots : []);
  const accessors: ClassMethod[] = [];
  for (const member of declaration.members) {
    if (!('name' in member)) continue;
    const get = accessor(engine, type, { field: member, kind: 'get' });
    const set = accessor(engine, type, { field: member, kind: 'set' });
    accessors.push(...[get, set].filter((each) => each !== undefined));
    table.add(member, resolver(engine, type, member.line)(member.type), { get, set });
  }
  const named: Map<string, Method[]> = byName(methods);
  if (type.kind === 'enum')
    for (const method of enumMethods(type, (name) => engine.types.get(name))) named.set(method.name.toLowerCase(), [method]);
  type.links = {
    ...type.links,
    methods: named,
    members: table.members,
    slots: table.slots,
    constructors: constructorsOf(engine, type),
  };
  return { type, methods, accessors };
};

import type {
  ClassBodyDeclarationContext,
  ClassDeclarationContext,
  EnumDeclarationContext,
  FormalParametersContext,
  InterfaceDeclarationContext,
  MemberDeclarationContext,
  ModifierContext,
  PropertyDeclarationContext,
  TypeListContext,
} from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import { LoadError } from '../load-error.ts';
import { parseTypeName, type TypeName } from '../types/type-name.ts';
import type {
  Accessor,
  FieldDeclaration,
  Initializer,
  MethodDeclaration,
  Modifiers,
  ParameterDeclaration,
  TypeDeclaration,
} from './declaration.ts';
import { readModifiers } from './read-modifiers.ts';

type Declaring = {
  classDeclaration(): ClassDeclarationContext;
  interfaceDeclaration(): InterfaceDeclarationContext;
  enumDeclaration(): EnumDeclarationContext;
};
type Source = { readonly file: string };
type Member =
  | { readonly member: FieldDeclaration | Initializer }
  | { readonly method: MethodDeclaration }
  | { readonly maker: MethodDeclaration }
  | { readonly inner: TypeDeclaration };

const VOID: TypeName = { name: 'void', args: [] };

const typesOf = (list: TypeListContext | null | undefined): TypeName[] =>
  (list?.typeRef_list() ?? []).map((each) => parseTypeName(each.getText()));

const parametersOf = (tree: FormalParametersContext): ParameterDeclaration[] =>
  (optional(tree.formalParameterList())?.formalParameter_list() ?? []).map((each) => ({
    name: each.id().getText(),
    type: parseTypeName(each.typeRef().getText()),
  }));

const accessor = (block: ReturnType<typeof optional>, tree: { block(): unknown } | null | undefined): Accessor => {
  if (!tree) return undefined;
  return (block as Accessor) ?? 'automatic';
};

const readProperty = (tree: PropertyDeclarationContext, modifiers: Modifiers): FieldDeclaration => {
  const blocks = tree.propertyBlock_list();
  const getter = blocks.map((each) => optional(each.getter())).find((each) => each);
  const setter = blocks.map((each) => optional(each.setter())).find((each) => each);
  return {
    ...{ name: tree.id().getText(), modifiers, type: parseTypeName(tree.typeRef().getText()), initial: undefined, line: tree.start.line },
    property: { get: accessor(optional(getter?.block()), getter), set: accessor(optional(setter?.block()), setter) },
  };
};

const readMember = (tree: MemberDeclarationContext, modifiers: Modifiers, { file }: Source): Member[] => {
  const line = tree.start.line;
  const field = optional(tree.fieldDeclaration());
  if (field) {
    const type = parseTypeName(field.typeRef().getText());
    return field
      .variableDeclarators()
      .variableDeclarator_list()
      .map((each) => ({
        member: { name: each.id().getText(), modifiers, type, initial: optional(each.expression()) ?? undefined, line: each.start.line },
      }));
  }
  const property = optional(tree.propertyDeclaration());
  if (property) return [{ member: readProperty(property, modifiers) }];
  const method = optional(tree.methodDeclaration());
  if (method) {
    const returns = optional(method.typeRef());
    const parts = { name: method.id().getText(), modifiers, parameters: parametersOf(method.formalParameters()), line: method.start.line };
    return [
      { method: { ...parts, returns: returns ? parseTypeName(returns.getText()) : VOID, body: optional(method.block()) ?? undefined } },
    ];
  }
  const maker = optional(tree.constructorDeclaration());
  if (maker) {
    const parts = { name: maker.qualifiedName().getText(), modifiers, parameters: parametersOf(maker.formalParameters()), line };
    return [{ maker: { ...parts, returns: VOID, body: maker.block() } }];
  }
  return [{ inner: readType(tree, modifiers, { file }) }];
};

const readBody = (trees: readonly ClassBodyDeclarationContext[], source: Source): Member[] =>
  trees.flatMap((tree): Member[] => {
    const block = optional(tree.block());
    if (block) return [{ member: { isStatic: Boolean(optional(tree.STATIC())), body: block } }];
    const member = optional(tree.memberDeclaration());
    return member ? readMember(member, readModifiers(tree.modifier_list(), source.file), source) : [];
  });

const empty = { extends: undefined, implements: [], constants: [], members: [], methods: [], constructors: [], inner: [] };

const readClass = (tree: ClassDeclarationContext, modifiers: Modifiers, source: Source): TypeDeclaration => {
  const above = optional(tree.EXTENDS()) ? parseTypeName(tree.typeRef().getText()) : undefined;
  const members = readBody(tree.classBody().classBodyDeclaration_list(), source);
  return {
    ...{ kind: 'class', name: tree.id().getText(), file: source.file, line: tree.start.line, modifiers, extends: above, constants: [] },
    implements: optional(tree.IMPLEMENTS()) ? typesOf(tree.typeList()) : [],
    members: members.flatMap((each) => ('member' in each ? [each.member] : [])),
    methods: members.flatMap((each) => ('method' in each ? [each.method] : [])),
    constructors: members.flatMap((each) => ('maker' in each ? [each.maker] : [])),
    inner: members.flatMap((each) => ('inner' in each ? [each.inner] : [])),
  };
};

const readInterface = (tree: InterfaceDeclarationContext, modifiers: Modifiers, { file }: Source): TypeDeclaration => ({
  ...empty,
  ...{ kind: 'interface', name: tree.id().getText(), file, line: tree.start.line, modifiers },
  implements: typesOf(optional(tree.typeList())),
  methods: tree
    .interfaceBody()
    .interfaceMethodDeclaration_list()
    .map((each): MethodDeclaration => {
      const returns = optional(each.typeRef());
      return {
        ...{
          name: each.id().getText(),
          modifiers: readModifiers(each.modifier_list(), file),
          parameters: parametersOf(each.formalParameters()),
        },
        ...{ returns: returns ? parseTypeName(returns.getText()) : VOID, body: undefined, line: each.start.line },
      };
    }),
});

/** A class, interface or enum with everything inside it. */
export const readType = (tree: Declaring, modifiers: Modifiers, source: Source): TypeDeclaration => {
  const asClass = optional(tree.classDeclaration());
  if (asClass) return readClass(asClass, modifiers, source);
  const asInterface = optional(tree.interfaceDeclaration());
  if (asInterface) return readInterface(asInterface, modifiers, source);
  const asEnum = optional(tree.enumDeclaration());
  if (!asEnum) throw new LoadError({ file: source.file, line: 1 }, 'no class, interface or enum is declared here');
  const constants = (optional(asEnum.enumConstants())?.id_list() ?? []).map((each) => each.getText());
  return { ...empty, kind: 'enum', name: asEnum.id().getText(), file: source.file, line: asEnum.start.line, modifiers, constants };
};

/** The modifiers of a top-level declaration. */
export const readTopLevel = (tree: Declaring & { modifier_list(): ModifierContext[] }, source: Source): TypeDeclaration =>
  readType(tree, readModifiers(tree.modifier_list(), source.file), source);

import type { BlockContext, ExpressionContext } from '@apexdevtools/apex-parser';
import type { Sharing } from '../frame.ts';
import type { TypeName } from '../types/type-name.ts';

/** `@InvocableMethod(label='x')`: the name in lower case, and its properties by lower-case name. */
export type Annotation = { readonly name: string; readonly properties: ReadonlyMap<string, string> };

export type Modifiers = {
  readonly words: ReadonlySet<string>;
  readonly annotations: readonly Annotation[];
  readonly sharing: Sharing | undefined;
};

export type ParameterDeclaration = { readonly name: string; readonly type: TypeName };

export type MethodDeclaration = {
  /** The class's name for a constructor. */
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly parameters: readonly ParameterDeclaration[];
  /** `void` where nothing is answered. */
  readonly returns: TypeName;
  /** Left out of interfaces and of abstract methods. */
  readonly body: BlockContext | undefined;
  readonly line: number;
};

export type FieldDeclaration = {
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly type: TypeName;
  readonly initial: ExpressionContext | undefined;
  readonly line: number;
  /** A property: bodies of `get` and `set`; `automatic` where it is `get;`, left out where there is none. */
  readonly property?: { readonly get: Accessor; readonly set: Accessor };
};

export type Accessor = BlockContext | 'automatic' | undefined;

export type Initializer = { readonly isStatic: boolean; readonly body: BlockContext };

/** A class, interface or enum as written. `members` keeps the order of fields and initializers, in which they run. */
export type TypeDeclaration = {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly modifiers: Modifiers;
  readonly extends: TypeName | undefined;
  readonly implements: readonly TypeName[];
  readonly constants: readonly string[];
  readonly members: readonly (FieldDeclaration | Initializer)[];
  readonly methods: readonly MethodDeclaration[];
  readonly constructors: readonly MethodDeclaration[];
  readonly inner: readonly TypeDeclaration[];
};

import type { TypeDeclaration } from '../parse/declaration.ts';
import type { Frame } from '../frame.ts';
import { ApexObject } from '../values/apex-object.ts';
import { EnumValue } from '../values/enum-value.ts';
import type { Value } from '../values/value.ts';
import type { ApexType, Member, Method } from './apex-type.ts';
import { isSubtype } from './subtype.ts';

export type Slot = { readonly name: string; readonly type: ApexType; readonly transient: boolean };

/** What the second pass over the declarations finds out about a class. */
export type ClassLinks = {
  readonly supertype: ApexType | undefined;
  readonly interfaces: readonly ApexType[];
  readonly methods: ReadonlyMap<string, readonly Method[]>;
  readonly constructors: readonly Method[];
  readonly members: ReadonlyMap<string, Member>;
  /** Of an instance, inherited ones first. */
  readonly slots: readonly Slot[];
};

const keyOf = (method: Method): string => `${method.name.toLowerCase()}(${method.parameters.map((each) => each.name).join()})`;

/** A class, interface or enum of the package. */
export class ClassType implements ApexType {
  readonly name: string;
  readonly simpleName: string;
  readonly qualifiedName: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly args: readonly ApexType[] = [];
  readonly object = undefined;
  readonly outer: ClassType | undefined;
  readonly declaration: TypeDeclaration;
  readonly enumValues: readonly EnumValue[];
  readonly inners = new Map<string, ClassType>();
  /** Set by the second pass; asking before is a fault of the engine. */
  links: ClassLinks = { supertype: undefined, interfaces: [], methods: new Map(), constructors: [], members: new Map(), slots: [] };
  /** Fields and initializers of an instance of this very class, in the order of the source; set by the third pass. */
  initialise: (frame: Frame) => void = () => undefined;
  initialiseStatics: (frame: Frame) => void = () => undefined;
  #virtual: Map<string, Method> | undefined;
  readonly #overrides = new Map<Method, Method | undefined>();

  constructor(declaration: TypeDeclaration, outer: ClassType | undefined) {
    this.declaration = declaration;
    this.outer = outer;
    this.kind = declaration.kind;
    this.simpleName = declaration.name;
    this.name = outer ? `${outer.name}.${declaration.name}` : declaration.name;
    this.qualifiedName = this.name;
    this.enumValues = declaration.constants.map((name, ordinal) => new EnumValue(this.name, name, ordinal));
  }

  get supertype(): ApexType | undefined {
    return this.links.supertype;
  }

  get interfaces(): readonly ApexType[] {
    return this.links.interfaces;
  }

  get isAbstract(): boolean {
    return this.declaration.modifiers.words.has('abstract');
  }

  /** This class and those around it, the innermost first. */
  get enclosing(): readonly ClassType[] {
    return [this, ...(this.outer?.enclosing ?? [])];
  }

  methods(lowerName: string): readonly Method[] {
    const own = this.links.methods.get(lowerName) ?? [];
    const keys = new Set(own.map(keyOf));
    const above = [this.supertype, ...this.interfaces].flatMap((type) => type?.methods(lowerName) ?? []);
    return [...own, ...above.filter((method) => !keys.has(keyOf(method)))];
  }

  constructors(): readonly Method[] {
    return this.links.constructors;
  }

  member(lowerName: string): Member | undefined {
    return this.links.members.get(lowerName) ?? this.#constant(lowerName) ?? this.supertype?.member(lowerName);
  }

  inner(lowerName: string): ApexType | undefined {
    return this.inners.get(lowerName);
  }

  virtualMethod(lowerName: string, parameters: number): Method | undefined {
    return [...this.virtualMethods().values()].find(
      (each) => each.name.toLowerCase() === lowerName && each.parameters.length === parameters,
    );
  }

  /** What an instance of exactly this class runs in the place of a method that is declared above. */
  override(method: Method): Method | undefined {
    if (!this.#overrides.has(method)) this.#overrides.set(method, this.#findOverride(method));
    return this.#overrides.get(method);
  }

  virtualMethods(): ReadonlyMap<string, Method> {
    if (this.#virtual) return this.#virtual;
    const table = new Map(this.supertype instanceof ClassType ? this.supertype.virtualMethods() : []);
    for (const method of [...this.links.methods.values()].flat()) if (!method.isStatic) table.set(keyOf(method), method);
    this.#virtual = table;
    return table;
  }

  slotNames(): readonly string[] {
    return this.links.slots.map(({ name }) => name);
  }

  holds(value: Value): boolean {
    if (value instanceof EnumValue) return value.typeName === this.name;
    return value instanceof ApexObject && isSubtype(value.type, this);
  }

  #findOverride(method: Method): Method | undefined {
    return this.virtualMethods().get(keyOf(method)) ?? this.virtualMethod(method.name.toLowerCase(), method.parameters.length);
  }

  #constant(lowerName: string): Member | undefined {
    const value = this.enumValues.find((each) => each.name.toLowerCase() === lowerName);
    return value && { name: value.name, type: this, isStatic: true, read: () => value };
  }
}

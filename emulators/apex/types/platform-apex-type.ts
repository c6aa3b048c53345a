import { ApexObject } from '../values/apex-object.ts';
import { EnumValue } from '../values/enum-value.ts';
import type { Value } from '../values/value.ts';
import type { ApexType, Member, Method, TypeKind } from './apex-type.ts';
import { enumMethods } from './enum-methods.ts';
import { nativeMethod, toApex } from './native-method.ts';
import type { Native, NativeProperty, Natives, PlatformType } from './platform-type.ts';
import { readSignature, type Signature } from './signature.ts';
import { parseTypeName, type TypeName } from './type-name.ts';

export type Resolve = (name: TypeName) => ApexType;

type ByName = ReadonlyMap<string, readonly { readonly signature: Signature; readonly native: Native }[]>;

const byName = (natives: Natives = {}): ByName => {
  const found = new Map<string, { signature: Signature; native: Native }[]>();
  for (const [text, native] of Object.entries(natives)) {
    const signature = readSignature(text);
    const known = found.get(signature.name.toLowerCase()) ?? [];
    found.set(signature.name.toLowerCase(), [...known, { signature, native }]);
  }
  return found;
};

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** A method of an interface: an object of Apex runs its own. */
const dispatched = (method: Method): Method => ({
  ...method,
  invoke: (self, args) => {
    const own = self instanceof ApexObject ? self.type.virtualMethod(method.name.toLowerCase(), args.length) : undefined;
    return own ? own.invoke(self, args) : method.invoke(self, args);
  },
});

/** A type of the platform, with `T`, `K` and `V` replaced where it is generic. Members are looked up when somebody asks. */
export class PlatformApexType implements ApexType {
  readonly name: string;
  readonly simpleName: string;
  readonly qualifiedName: string;
  readonly kind: TypeKind;
  readonly args: readonly ApexType[];
  readonly object = undefined;
  readonly enumValues: readonly EnumValue[];
  /** Reads the type from JSON; undefined where the platform cannot. */
  readonly fromJson: PlatformType['fromJson'];
  readonly #spec: PlatformType;
  readonly #resolve: Resolve;
  readonly #natives: { readonly methods: ByName; readonly statics: ByName; readonly constructors: ByName };
  readonly #methods = new Map<string, readonly Method[]>();

  constructor(spec: PlatformType, args: readonly ApexType[], resolve: Resolve) {
    const base = spec.name.replace(/<.*/, '');
    this.name = args.length > 0 ? `${base}<${args.map((arg) => arg.name).join(',')}>` : base;
    this.simpleName = lastPart(base);
    this.qualifiedName = spec.qualifiedName ?? (base.includes('.') ? base : `System.${base}`);
    this.kind = spec.kind ?? (spec.constants ? 'enum' : 'platform');
    this.args = args;
    this.enumValues = (spec.constants ?? []).map((name, ordinal) => new EnumValue(base, name, ordinal));
    this.#spec = spec;
    this.fromJson = spec.fromJson;
    const parameters = parseTypeName(spec.name).args.map((each) => each.name);
    this.#resolve = (name) => args[parameters.indexOf(name.name)] ?? resolve(name);
    this.#natives = { methods: byName(spec.methods), statics: byName(spec.statics), constructors: byName(spec.constructors) };
  }

  get supertype(): ApexType | undefined {
    const above = this.#spec.extends ?? (this.kind === 'enum' ? 'Enum' : undefined);
    return above === undefined ? undefined : this.#resolve(parseTypeName(above));
  }

  get interfaces(): readonly ApexType[] {
    return (this.#spec.implements ?? []).map((name) => this.#substituted(parseTypeName(name)));
  }

  methods(lowerName: string): readonly Method[] {
    const known = this.#methods.get(lowerName);
    if (known) return known;
    const own = [...this.#made(this.#natives.methods, lowerName, false), ...this.#made(this.#natives.statics, lowerName, true)];
    if (this.kind === 'enum') own.push(...this.#enumMethods().filter((method) => method.name.toLowerCase() === lowerName));
    const inherited = [this.supertype, ...this.interfaces].flatMap((type) => type?.methods(lowerName) ?? []);
    const methods = [...own, ...inherited];
    this.#methods.set(lowerName, methods);
    return methods;
  }

  constructors(): readonly Method[] {
    const resolve = (name: TypeName): ApexType => this.#substituted(name);
    return [...this.#natives.constructors.values()]
      .flat()
      .map(({ signature, native }) => nativeMethod({ owner: this, returns: this, signature, native, isStatic: false }, resolve));
  }

  member(lowerName: string): Member | undefined {
    return (
      this.#property(this.#spec.properties, lowerName, false) ??
      this.#property(this.#spec.staticProperties, lowerName, true) ??
      this.#constant(lowerName) ??
      this.#dynamic(lowerName) ??
      this.supertype?.member(lowerName)
    );
  }

  inner(): ApexType | undefined {
    return undefined;
  }

  virtualMethod(): Method | undefined {
    return undefined;
  }

  slotNames(): readonly string[] {
    return [];
  }

  holds(value: Value): boolean {
    if (value === null) return false;
    return this.#spec.is?.(value, this) ?? (value instanceof EnumValue && value.typeName === this.name);
  }

  #made(natives: ByName, lowerName: string, isStatic: boolean): Method[] {
    const made = (natives.get(lowerName) ?? []).map((each) =>
      nativeMethod({ owner: this, ...each, isStatic }, (name) => this.#substituted(name)),
    );
    return this.kind === 'interface' && !isStatic ? made.map(dispatched) : made;
  }

  #enumMethods(): Method[] {
    return enumMethods(this, (name) => this.#resolve(parseTypeName(name)));
  }

  #property(table: Readonly<Record<string, NativeProperty>> | undefined, lowerName: string, isStatic: boolean): Member | undefined {
    const entry = Object.entries(table ?? {}).find(([key]) => key.toLowerCase().endsWith(` ${lowerName}`));
    if (!entry) return undefined;
    const [key, { get, set }] = entry;
    const type = this.#substituted(parseTypeName(key.replace(/\s+\w+$/, '')));
    const read = (self: Value): Value => toApex(type, get(self));
    const base = { name: lastPart(key.trim().replace(/^.*\s/, '')), type, isStatic, read };
    return set ? { ...base, write: (self, value) => void set(self, value) } : base;
  }

  #constant(lowerName: string): Member | undefined {
    const value = this.enumValues.find((each) => each.name.toLowerCase() === lowerName);
    return value && { name: value.name, type: this, isStatic: true, read: () => value };
  }

  #dynamic(lowerName: string): Member | undefined {
    const found = this.#spec.staticMember?.(lowerName);
    return found && { name: found.name, type: this.#resolve(parseTypeName(found.type)), isStatic: true, read: () => found.read() };
  }

  /** `List<T>` inside a generic type means the list of what T stands for. */
  #substituted(name: TypeName): ApexType {
    if (name.args.length === 0) return this.#resolve(name);
    return this.#resolve({ name: name.name, args: name.args.map((arg) => parseTypeName(this.#substituted(arg).name)) });
  }
}

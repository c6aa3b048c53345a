import type { ApexType, Member, TypeKind } from './apex-type.ts';
import type { Value } from '../values/value.ts';

/** A method of the platform in TypeScript: `self` first unless it is static. What it answers is made an Apex value by its signature. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the signature beside it says what the parameters are
export type Native = (...args: any[]) => unknown;

/** By Apex signature, as the reference writes it: `'Boolean contains(String substring)'`. `?` behind a type lets null pass. */
export type Natives = Readonly<Record<string, Native>>;

export type NativeProperty = { readonly get: Native; readonly set?: Native };

/** A class, interface or enum of the platform. Adding a method is a line in one of its tables. */
export type PlatformType = {
  /** `String`, `Database.SaveResult`, `Map<K, V>`. */
  readonly name: string;
  readonly kind?: TypeKind;
  /** Where it is not System: what `getTypeName` and messages put before the name. */
  readonly qualifiedName?: string;
  readonly extends?: string;
  readonly implements?: readonly string[];
  /** Constants of an enum. */
  readonly constants?: readonly string[];
  /** Whether a value that is not null is an instance. */
  readonly is?: (value: Exclude<Value, null>, type: ApexType) => boolean;
  /** `'HttpRequest()'`; `self` is the type that is constructed. */
  readonly constructors?: Natives;
  readonly methods?: Natives;
  readonly statics?: Natives;
  /** By type and name: `'Integer statusCode'`. */
  readonly properties?: Readonly<Record<string, NativeProperty>>;
  readonly staticProperties?: Readonly<Record<string, NativeProperty>>;
  /** A value of JSON (numbers as `JsonNumber`) as an instance, where the platform reads the type from JSON. */
  readonly fromJson?: (document: unknown) => Value;
  /** Members that depend on the org: labels, pages, describes of objects. */
  readonly staticMember?: (name: string) => { readonly type: string; readonly name: string; read(): Value } | undefined;
};

export type { Member };

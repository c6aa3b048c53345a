import type { ObjectType } from '../../salesforce/schema/schema.ts';
import type { Value } from '../values/value.ts';

/** A callable of Apex, the platform's or the package's. Arguments come already converted to the types of the parameters. */
export type Method = {
  readonly name: string;
  readonly owner: ApexType;
  readonly parameters: readonly ApexType[];
  readonly returns: ApexType;
  readonly isStatic: boolean;
  /** A virtual method calls what the object's own class has in its place. `self` is null for a static method. */
  invoke(self: Value, args: readonly Value[]): Value;
  /** Without looking for an override: what `super.method()` means. */
  invokeExactly?(self: Value, args: readonly Value[]): Value;
};

/** A field or property. `read` and `write` of a static one take null. */
export type Member = {
  readonly name: string;
  readonly type: ApexType;
  readonly isStatic: boolean;
  read(self: Value): Value;
  /** Left out where Apex cannot assign. */
  write?(self: Value, value: Value): void;
};

export type TypeKind = 'primitive' | 'object' | 'void' | 'null' | 'sobject' | 'collection' | 'class' | 'interface' | 'enum' | 'platform';

/** A type of Apex. There is one object for each type of a project, so that `===` compares them. Names are looked up in lower case. */
export interface ApexType {
  /** `List<String>`, `FrontlineGatewayException.Reason`, `Database.SaveResult`. */
  readonly name: string;
  /** Without the outer class or namespace. */
  readonly simpleName: string;
  /** With the namespace where the platform shows it: `System.DmlException`. */
  readonly qualifiedName: string;
  readonly kind: TypeKind;
  /** `String` of `List<String>`. */
  readonly args: readonly ApexType[];
  readonly supertype: ApexType | undefined;
  readonly interfaces: readonly ApexType[];
  /** The sObject that this type is; undefined for `SObject` itself and for everything else. */
  readonly object: ObjectType | undefined;

  /** Methods of that name that an instance has, inherited ones and statics included; the nearest class first. */
  methods(lowerName: string): readonly Method[];
  constructors(): readonly Method[];
  member(lowerName: string): Member | undefined;
  /** A type declared inside this one. */
  inner(lowerName: string): ApexType | undefined;
  /** What an instance of exactly this class runs for a method of that name with so many parameters; only for classes written in Apex. */
  virtualMethod(lowerName: string, parameters: number): Method | undefined;
  /** Names of an instance's fields, by slot. */
  slotNames(): readonly string[];
  /** Whether a value that is not null is an instance. */
  holds(value: Value): boolean;
}

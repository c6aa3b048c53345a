import type { Engine } from '../engine.ts';
import type { FieldDeclaration } from '../parse/declaration.ts';
import type { ApexType, Member } from '../types/apex-type.ts';
import type { ClassType, Slot } from '../types/class-type.ts';
import { nullPointer } from '../values/apex-error.ts';
import { ApexObject } from '../values/apex-object.ts';
import type { Value } from '../values/value.ts';
import type { ClassMethod } from './class-method.ts';
import { ensureStatics } from './statics.ts';

/** A field or property; `behind` is the value itself, without accessors. */
export type FieldMember = Member & { readonly behind: Member; readonly declaration: FieldDeclaration };

export type Accessors = { readonly get?: ClassMethod | undefined; readonly set?: ClassMethod | undefined };

const fieldsOf = (self: Value): Value[] => {
  if (self instanceof ApexObject) return self.fields;
  throw nullPointer();
};

const instanceValue = (slot: number): Pick<Member, 'read' | 'write'> => ({
  read: (self) => fieldsOf(self)[slot] ?? null,
  write: (self, value) => {
    fieldsOf(self)[slot] = value;
  },
});

const staticValue = (engine: Engine, owner: ClassType, slot: number): Pick<Member, 'read' | 'write'> => ({
  read: () => ensureStatics(engine, owner)[slot] ?? null,
  write: (_self, value) => {
    ensureStatics(engine, owner)[slot] = value;
  },
});

const withAccessors = (behind: Member, { get, set }: Accessors): Member => ({
  ...behind,
  ...(get ? { read: (self: Value) => get.invoke(self, []) } : {}),
  ...(set ? { write: (self: Value, value: Value) => void set.invoke(self, [value]) } : {}),
});

/** The members of a class in the order of the source: instance slots go on from the superclass's, static ones start at 0. */
export class MemberTable {
  readonly members = new Map<string, FieldMember>();
  readonly slots: Slot[];
  readonly #engine: Engine;
  readonly #owner: ClassType;
  #statics = 0;

  constructor(engine: Engine, owner: ClassType, inherited: readonly Slot[]) {
    this.#engine = engine;
    this.#owner = owner;
    this.slots = [...inherited];
  }

  add(declaration: FieldDeclaration, type: ApexType, accessors: Accessors): FieldMember {
    const { name, modifiers } = declaration;
    const isStatic = modifiers.words.has('static');
    const access = isStatic
      ? staticValue(this.#engine, this.#owner, this.#nextStatic())
      : instanceValue(this.#nextSlot({ name, type, transient: modifiers.words.has('transient') }));
    const behind: Member = { name, type, isStatic, ...access };
    const member: FieldMember = { ...withAccessors(behind, accessors), behind, declaration };
    this.members.set(name.toLowerCase(), member);
    return member;
  }

  #nextStatic(): number {
    this.#statics += 1;
    return this.#statics - 1;
  }

  #nextSlot(slot: Slot): number {
    return this.slots.push(slot) - 1;
  }
}

import { nullPointer } from '../values/apex-error.ts';
import type { Member } from '../types/apex-type.ts';
import type { Value } from '../values/value.ts';
import type { Expression, Place, Run } from './expression.ts';
import { onlyRow } from './convert.ts';

const NOTHING: Run = () => null;

/** A static field, or one of the object that `base` gives. */
const placeOf = (member: Member, base: Run): Place | undefined => {
  const write = member.write?.bind(member);
  if (!write) return undefined;
  return {
    assign: (right) => (frame) => {
      const self = base(frame);
      const value = right(frame);
      write(self, value);
      return value;
    },
    update: (change) => (frame) => {
      const self = base(frame);
      const before = member.read(self);
      const after = change(before, frame);
      write(self, after);
      return { before, after };
    },
  };
};

const withPlace = (expression: Expression, place: Place | undefined): Expression => (place ? { ...expression, place } : expression);

export const staticMember = (member: Member): Expression =>
  withPlace({ type: member.type, run: () => member.read(null) }, placeOf(member, NOTHING));

/** What stands before the dot, as the object whose member is meant. */
const owner = (base: Expression): Run => {
  const run: Run = base.isQuery === true ? (frame) => onlyRow(base.run(frame)) : base.run;
  return (frame) => {
    const self = run(frame);
    if (self === null) throw nullPointer();
    return self;
  };
};

/** `base.member`; null objects throw, but a parent that a record does not have makes the field behind it null. */
export const instanceMember = (base: Expression, member: Member, isParent: boolean): Expression => {
  const self = owner(base);
  const read = (value: Value): Value => (value === null ? null : member.read(value));
  const run: Run = base.isParent === true ? (frame) => read(base.run(frame)) : (frame) => member.read(self(frame));
  return withPlace({ type: member.type, run, isParent }, placeOf(member, self));
};

/** `base?.member`: null where the base is. A query without rows counts as null (Apex Developer Guide, "Safe Navigation Operator"). */
export const safeMember = (base: Expression, member: Member): Expression => {
  const owner = safeOwner(base);
  const run: Run = (frame) => {
    const self = owner(frame);
    return self === null ? null : member.read(self);
  };
  return { type: member.type, run };
};

/** The object before `?.`. */
export const safeOwner = (base: Expression): Run => {
  if (base.isQuery !== true) return base.run;
  return (frame) => {
    const rows = base.run(frame) as { items?: Value[] } | null;
    return rows?.items?.length === 0 ? null : onlyRow(rows);
  };
};

import type { FieldValue, Row } from '../database/database.ts';
import { moment } from '../database/moment.ts';

/** What a formula sees: the record as it would be stored, and as it was, and the time. */
export type FormulaRecord = {
  readonly row: Row;
  readonly before: Row | undefined;
  /** The org's time, in milliseconds since 1970. */ readonly now: number;
};

export type Formula = {
  readonly evaluate: (record: FormulaRecord) => FieldValue;
  /** The field that it names, if it is one. */ readonly field?: string;
};

type Call = (args: readonly Formula[], record: FormulaRecord) => FieldValue;

const value = (args: readonly Formula[], at: number, record: FormulaRecord): FieldValue => args[at]?.evaluate(record) ?? null;

const text = (args: readonly Formula[], at: number, record: FormulaRecord): string => String(value(args, at, record) ?? '');

const formerOf = (args: readonly Formula[], { before }: FormulaRecord): FieldValue => before?.[args[0]?.field ?? ''] ?? null;

/** Functions by name (Salesforce Help, "Formula Operators and Functions"); REGEX wants the whole text to match, as Java's `matches` does. */
export const formulaFunctions: Readonly<Record<string, Call>> = {
  AND: (args, record) => args.every((each) => each.evaluate(record) === true),
  OR: (args, record) => args.some((each) => each.evaluate(record) === true),
  NOT: (args, record) => value(args, 0, record) !== true,
  IF: (args, record) => value(args, value(args, 0, record) === true ? 1 : 2, record),
  ISBLANK: (args, record) => value(args, 0, record) === null,
  ISPICKVAL: (args, record) => text(args, 0, record) === text(args, 1, record),
  REGEX: (args, record) => new RegExp(`^(?:${text(args, 1, record)})$`, 's').test(text(args, 0, record)),
  LEN: (args, record) => Array.from(text(args, 0, record)).length,
  TEXT: (args, record) => text(args, 0, record) || null,
  CONTAINS: (args, record) => text(args, 0, record).includes(text(args, 1, record)),
  BEGINS: (args, record) => text(args, 0, record).startsWith(text(args, 1, record)),
  ISNEW: (_args, { before }) => before === undefined,
  ISCHANGED: (args, record) => record.before !== undefined && formerOf(args, record) !== value(args, 0, record),
  PRIORVALUE: (args, record) => (record.before ? formerOf(args, record) : value(args, 0, record)),
  NOW: (_args, { now }) => moment.format(now),
  NULL: () => null,
};

import { recordId } from '../../salesforce/schema/record-id.ts';
import { ApexError } from '../values/apex-error.ts';
import type { ApexDate } from '../values/date.ts';
import { ApexDatetime } from '../values/datetime.ts';
import { Decimal } from '../values/decimal.ts';
import { Double } from '../values/double.ts';
import { ApexList } from '../values/list.ts';
import type { Value } from '../values/value.ts';
import type { ApexType } from '../types/apex-type.ts';
import type { Expression, Run } from './expression.ts';

type Conversion = (value: Exclude<Value, null>) => Value;

/** 18 characters; StringException for what is no id. */
export const toId = (text: string): string => {
  const id = recordId.parse(text);
  if (id === undefined) throw new ApexError('StringException', `Invalid id: ${text}`);
  return id;
};

/** By `From>To`; where nothing is listed, the value stays as it is. */
const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  'Integer>Long': (value) => BigInt(value as number),
  'Integer>Double': (value) => new Double(value as number),
  'Integer>Decimal': (value) => new Decimal(BigInt(value as number)),
  'Long>Double': (value) => new Double(Number(value)),
  'Long>Decimal': (value) => new Decimal(value as bigint),
  'Double>Decimal': (value) => Decimal.ofNumber((value as Double).number),
  'Decimal>Double': (value) => new Double((value as Decimal).toNumber()),
  'String>Id': (value) => toId(value as string),
  'Date>Datetime': (value) => new ApexDatetime((value as ApexDate).time),
};

/** The only row of a query; QueryException when there is none or there are several. */
export const onlyRow = (value: Value): Value => {
  if (!(value instanceof ApexList)) return value;
  const [row, ...others] = value.items;
  if (row === undefined) throw new ApexError('QueryException', 'List has no rows for assignment to SObject');
  if (others.length > 0) throw new ApexError('QueryException', 'List has more than 1 row for assignment to SObject');
  return row;
};

/** What turns a value of one static type into one of another; undefined where it stays as it is. */
export const conversion = (from: ApexType, to: ApexType): Conversion | undefined => CONVERSIONS[`${from.name}>${to.name}`];

/** A value for a place of that type: numbers widened, texts made ids, a query made its only row. */
export const convert = (expression: Expression, to: ApexType): Run => {
  const { run } = expression;
  if (expression.isQuery === true && to.kind === 'sobject') return (frame) => onlyRow(run(frame));
  const change = conversion(expression.type, to);
  if (!change) return run;
  return (frame) => {
    const value = run(frame);
    return value === null ? null : change(value);
  };
};

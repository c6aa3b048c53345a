import type { LiteralContext } from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import { Decimal } from '../values/decimal.ts';
import { Double } from '../values/double.ts';
import type { Value } from '../values/value.ts';
import type { Body } from './body.ts';
import type { Expression } from './expression.ts';

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text of a quoted literal (Apex Developer Guide, "String": escape sequences). */
export const unquote = (quoted: string): string =>
  quoted.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_pair, code: string | undefined, char: string | undefined) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return NAMED[char ?? ''] ?? char ?? '';
  });

const MAX_INTEGER = 2 ** 31 - 1;

const numberOf = (text: string): readonly [string, Value] => {
  if (/d$/i.test(text)) return ['Double', new Double(Number(text.slice(0, -1)))];
  return ['Decimal', Decimal.parse(text) ?? null];
};

const read = (body: Body, tree: LiteralContext): readonly [string, Value] => {
  const text = tree.getText();
  if (optional(tree.NULL())) return ['null', null];
  if (optional(tree.BooleanLiteral())) return ['Boolean', text.toLowerCase() === 'true'];
  if (optional(tree.StringLiteral())) return ['String', unquote(text)];
  if (optional(tree.LongLiteral())) return ['Long', BigInt(text.slice(0, -1))];
  if (optional(tree.NumberLiteral())) return numberOf(text);
  if (!optional(tree.IntegerLiteral())) throw body.fault(tree, `the literal ${text} is not modelled`);
  if (Number(text) > MAX_INTEGER) throw body.fault(tree, `Illegal integer: ${text}`);
  return ['Integer', Number(text)];
};

/** A constant. */
export const compileLiteral = (body: Body, tree: LiteralContext): Expression => {
  const [type, value] = read(body, tree);
  return { type: body.engine.types.get(type), run: () => value };
};

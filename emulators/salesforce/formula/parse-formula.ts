import type { FieldValue } from '../database/database.ts';
import type { ObjectType } from '../schema/schema.ts';
import { formulaArithmetic } from './formula-arithmetic.ts';
import { type Formula, formulaFunctions } from './formula-functions.ts';
import { readTokens, type Token } from './read-tokens.ts';

const constants: Readonly<Record<string, FieldValue>> = { TRUE: true, FALSE: false, NULL: null };

const comparisons: Readonly<Record<string, (left: FieldValue, right: FieldValue) => boolean>> = {
  '=': (left, right) => left === right,
  '==': (left, right) => left === right,
  '<>': (left, right) => left !== right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left !== null && right !== null && left < right,
  '>': (left, right) => left !== null && right !== null && left > right,
  '<=': (left, right) => left !== null && right !== null && left <= right,
  '>=': (left, right) => left !== null && right !== null && left >= right,
};

/** Reads a formula from left to right; `||` binds weakest, then `&&`, then comparisons, then `+` and `-`, then `*` and `/`, then `!`. */
class Reader {
  readonly #tokens: Token[];
  readonly #object: ObjectType;
  readonly #source: string;

  constructor(object: ObjectType, source: string) {
    this.#object = object;
    this.#source = source;
    this.#tokens = readTokens(source);
  }

  whole(): Formula {
    const formula = this.#either();
    if (this.#peek().kind !== 'end') throw this.#wrong();
    return formula;
  }

  #either(): Formula {
    const parts = this.#list('||', () => this.#both());
    return parts.length === 1 && parts[0] ? parts[0] : { evaluate: (record) => parts.some((part) => part.evaluate(record) === true) };
  }

  #both(): Formula {
    const parts = this.#list('&&', () => this.#comparison());
    return parts.length === 1 && parts[0] ? parts[0] : { evaluate: (record) => parts.every((part) => part.evaluate(record) === true) };
  }

  #comparison(): Formula {
    const left = this.#calculation();
    const compare = this.#peek().kind === 'sign' ? comparisons[this.#peek().text] : undefined;
    if (!compare) return left;
    this.#next();
    const right = this.#calculation();
    return { evaluate: (record) => compare(left.evaluate(record), right.evaluate(record)) };
  }

  #calculation([operators, ...tighter] = formulaArithmetic): Formula {
    if (!operators) return this.#term();
    const part = () => this.#calculation(tighter);
    let whole = part();
    for (;;) {
      const operate = this.#peek().kind === 'sign' ? operators[this.#peek().text] : undefined;
      if (!operate) return whole;
      this.#next();
      const [left, right] = [whole, part()];
      whole = { evaluate: (record) => operate(left.evaluate(record), right.evaluate(record)) };
    }
  }

  #term(): Formula {
    const token = this.#next();
    if (token.kind === 'text') return { evaluate: () => token.text || null };
    if (token.kind === 'number') return { evaluate: () => Number(token.text) };
    if (token.kind === 'name') return this.#takes('(') ? this.#call(token.text) : this.#named(token.text);
    if (token.text === '!') {
      const part = this.#term();
      return { evaluate: (record) => part.evaluate(record) !== true };
    }
    if (token.text !== '(') throw this.#wrong();
    const inner = this.#either();
    this.#expect(')');
    return inner;
  }

  #call(name: string): Formula {
    const call = formulaFunctions[name.toUpperCase()];
    if (!call) throw new Error(`the formula function ${name} is not modelled`);
    const args = this.#takes(')') ? [] : this.#list(',', () => this.#either());
    if (args.length > 0) this.#expect(')');
    return { evaluate: (record) => call(args, record) };
  }

  #named(name: string): Formula {
    const constant = constants[name.toUpperCase()];
    if (constant !== undefined) return { evaluate: () => constant };
    const field = this.#object.fields.get(name.toLowerCase())?.name;
    if (!field) throw new Error(`the formula names ${this.#object.name}.${name}, which is not there or not modelled`);
    return { evaluate: ({ row }) => row[field] ?? null, field };
  }

  #list(separator: string, read: () => Formula): Formula[] {
    const parts = [read()];
    while (this.#takes(separator)) parts.push(read());
    return parts;
  }

  #peek(): Token {
    return this.#tokens[0] ?? { kind: 'end', text: '' };
  }

  #next(): Token {
    return this.#tokens.shift() ?? { kind: 'end', text: '' };
  }

  #takes(sign: string): boolean {
    const found = this.#peek().kind === 'sign' && this.#peek().text === sign;
    if (found) this.#next();
    return found;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw this.#wrong();
  }

  #wrong(): Error {
    return new Error(`the formula ${this.#source} cannot be read at ${this.#peek().text || 'its end'}`);
  }
}

/** A formula over one object's own fields, as a function of a record. Throws for what is not modelled, rather than guess. */
export const parseFormula = (object: ObjectType, source: string): Formula => new Reader(object, source).whole();

import { ApexParserFactory } from '@apexdevtools/apex-parser';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../testing/any-character.ts';
import { identifier } from './identifier.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';

/** The tokens of a query as the Apex grammar reads them; throws where Salesforce would answer MALFORMED_QUERY. */
function tokens({ text }: SoqlText): string[] {
  const stream = ApexParserFactory.createTokenStream(text);
  const tree = ApexParserFactory.createParser(stream, true).query();
  stream.fill();
  const all = stream.tokens;
  expect(tree.stop?.tokenIndex).toBe(all.length - 2);
  return all.map((token) => token.text).filter((token) => token.trim() !== '');
}

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const readBack = (literal: string) =>
  literal
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-f]{4})|(.))/gs, (_, code: string | undefined, char: string) =>
      code === undefined ? (NAMED[char] ?? char) : String.fromCharCode(parseInt(code, 16)),
    );

const anyText = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.string({ unit: fc.constantFrom("'", '\\', '"', '\n', '\r', '\u0000', '\u2028', '%', '_', ' OR ', 'u0027', ')', '--', 'é', '😀') }),
);

describe('soql', () => {
  it('binds any text as one literal that reads back as the text', () => {
    const shape = tokens(soql`SELECT Id FROM Contact WHERE Owner.Username = ${'x'} LIMIT 1`);
    fc.assert(
      fc.property(anyText, (text) => {
        const found = tokens(soql`SELECT Id FROM Contact WHERE Owner.Username = ${text} LIMIT 1`);
        expect(found.map((token) => (token.startsWith("'") ? "'x'" : token))).toEqual(shape);
        expect(readBack(found.find((token) => token.startsWith("'")) ?? '')).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('binds lists for IN, each element read back', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), (texts) => {
        const found = tokens(soql`SELECT Id FROM Contact WHERE Phone IN ${texts}`);
        expect(found.filter((token) => token.startsWith("'")).map(readBack)).toEqual(texts);
      }),
    );
  });

  it('writes numbers, booleans, null and dates as SOQL does', () => {
    const query = soql`SELECT Id FROM Task WHERE A = ${-1.5} AND B = ${true} AND C = ${null} AND D > ${new Date(0)} LIMIT ${31}`;
    expect(query.text).toBe('SELECT Id FROM Task WHERE A = -1.5 AND B = true AND C = null AND D > 1970-01-01T00:00:00.000Z LIMIT 31');
    expect(tokens(query)).toContain('1970-01-01T00:00:00.000Z');
  });

  it('takes in pieces made by itself, and nothing that only looks like one', () => {
    const piece = soql`Owner.${identifier('FederationIdentifier')} = ${"o'brien"}`;
    expect(soql`SELECT Id FROM Contact WHERE ${piece}`.text).toBe("SELECT Id FROM Contact WHERE Owner.FederationIdentifier = 'o\\'brien'");
    const forged = { text: '1 = 1' } as unknown as string;
    expect(() => soql`SELECT Id FROM Contact WHERE ${forged}`).toThrow();
  });

  it.each([NaN, Infinity, 1e21, 1e-7])('refuses the number %p', (number) => {
    expect(() => soql`LIMIT ${number}`).toThrow(RangeError);
  });

  it('refuses an empty list and an identifier that is not allowed', () => {
    expect(() => soql`IN ${[]}`).toThrow(RangeError);
    expect(() => identifier('Username = Username OR Id' as 'Username')).toThrow(RangeError);
  });
});

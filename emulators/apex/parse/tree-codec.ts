import * as grammar from '@apexdevtools/apex-parser';
import { ApexParserFactory } from '@apexdevtools/apex-parser';

/** A rule as `[name, first token, last token, children]`, a leaf as the number of its token. */
type Node = number | readonly [string, number, number, readonly Node[]];

/** Tokens as `[type, start, stop, line, column, index]`; places count characters as the lexer does, by code point. */
export type StoredTree = { readonly tokens: readonly (readonly number[])[]; readonly root: Node };

type Token = { type: number; start: number; stop: number; line: number; column: number; tokenIndex: number };
type Tree = { readonly children?: readonly Tree[] | null; readonly symbol?: Token; readonly start?: Token; readonly stop?: Token };

/** What the classes of the parser's runtime are, which it does not export: those of a small tree. */
const takeSample = () => {
  let leaf = ApexParserFactory.createParser('class A {}').compilationUnit() as unknown as Tree;
  const token = leaf.start;
  while (leaf.children?.[0]) leaf = leaf.children[0];
  return { token: Object.getPrototypeOf(token) as object, leaf: Object.getPrototypeOf(leaf) as object };
};

let taken: ReturnType<typeof takeSample> | undefined;

const prototypes = new Map<string, object>();

const prototypeOf = (name: string): object => {
  const known = prototypes.get(name);
  if (known) return known;
  const found = (grammar as unknown as Readonly<Record<string, { readonly prototype: object } | undefined>>)[name]?.prototype;
  if (!found) throw new Error(`the grammar has no ${name}`);
  prototypes.set(name, found);
  return found;
};

/** A tree as plain data. */
export const encodeTree = (tree: object): StoredTree => {
  const tokens: number[][] = [];
  const places = new Map<Token, number>();
  const place = (token: Token | undefined): number => {
    if (!token) return -1;
    const known = places.get(token);
    if (known !== undefined) return known;
    places.set(token, tokens.length);
    return tokens.push([token.type, token.start, token.stop, token.line, token.column, token.tokenIndex]) - 1;
  };
  const encode = (each: Tree): Node =>
    each.symbol
      ? place(each.symbol)
      : [each.constructor.name, place(each.start), place(each.stop), (each.children ?? []).map((child) => encode(child))];
  const root = encode(tree);
  return { tokens, root };
};

const EOF = -1;

const createTokens = (stored: StoredTree, text: string, prototype: object): object[] => {
  const source = [null, ApexParserFactory.createLexer(text)._input];
  const characters = Array.from(text);
  return stored.tokens.map(([type = 0, start = 0, stop = 0, line = 0, column = 0, tokenIndex = 0]) => {
    const own = type === EOF ? '<EOF>' : characters.slice(start, stop + 1).join('');
    return Object.assign(Object.create(prototype) as object, {
      source,
      type,
      channel: 0,
      start,
      stop,
      tokenIndex,
      line,
      column,
      _text: own,
    });
  });
};

/**
 * The tree that `encodeTree` took apart, made anew over its text: its nodes are of the parser's own classes and answer as after parsing,
 * but know no parser. Throws when the data is not what this version of the grammar makes.
 */
export const decodeTree = (stored: StoredTree, text: string): object => {
  taken ??= takeSample();
  const sample = taken;
  const tokens = createTokens(stored, text, sample.token);
  const decode = (each: Node, parentCtx: object | null): object => {
    if (typeof each === 'number') {
      return Object.assign(Object.create(sample.leaf) as object, { parentCtx, symbol: tokens[each], invokingState: -1 });
    }
    const [name, start, stop, children] = each;
    const context = Object.create(prototypeOf(name)) as object;
    const fields = { parentCtx, invokingState: -1, start: tokens[start], stop: tokens[stop] ?? null, exception: null };
    return Object.assign(context, fields, { children: children.map((child) => decode(child, context)) });
  };
  return decode(stored.root, null);
};

/** Stands for the backslash before `%` and `_`, which the Apex grammar does not know but SOQL's LIKE does. */
const ESCAPE_MARK = '\uE000';

const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** String literals of SOQL (SOQL and SOSL Reference, "Quoted String Escape Sequences"). */
export const stringLiteral = {
  /** Prepares a query's text for the parser, keeping every column where it is. */
  protectWildcards: (text: string): string =>
    text.replace(/\\(.)/gs, (pair, char: string) => (char === '%' || char === '_' ? ESCAPE_MARK + char : pair)),

  /** The text of a quoted literal; escaped wildcards stay marked until a LIKE or a plain comparison uses them. */
  read: (quoted: string): string =>
    quoted.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_pair, code: string | undefined, char: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return named[char ?? ''] ?? char ?? '';
    }),

  /** For every comparison but LIKE. */
  plain: (text: string): string => text.replaceAll(ESCAPE_MARK, ''),

  /** `%` is any run of characters, `_` exactly one; without regard to case. */
  likePattern: (text: string): RegExp => {
    const source = text.replace(/\uE000(.)|[%_]|[\s\S]/gu, (char, escaped: string | undefined) => {
      if (escaped !== undefined) return escaped;
      if (char === '%') return '[\\s\\S]*';
      if (char === '_') return '[\\s\\S]';
      return char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    });
    return new RegExp(`^${source}$`, 'iu');
  },
};

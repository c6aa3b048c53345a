export type Token = { readonly kind: 'text' | 'number' | 'name' | 'sign' | 'end'; readonly text: string };

const TOKEN =
  /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\d+(?:\.\d+)?)|([A-Za-z_$][\w.]*)|(&&|\|\||<>|!=|==|<=|>=|[()=<>,!+\-*/&]))/gy;

const unescaped = (text: string): string => text.replace(/\\(.)/gs, (_pair, char: string) => (char === 'n' ? '\n' : char));

const tokenOf = ([, double, single, number, name, sign]: RegExpExecArray): Token => {
  const text = double ?? single;
  if (text !== undefined) return { kind: 'text', text: unescaped(text) };
  if (number !== undefined) return { kind: 'number', text: number };
  return name === undefined ? { kind: 'sign', text: sign ?? '' } : { kind: 'name', text: name };
};

/** The words of a formula, with an `end` behind them. Throws at a character that no formula holds. */
export const readTokens = (formula: string): Token[] => {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  for (let match = pattern.exec(formula); match; match = pattern.exec(formula)) {
    tokens.push(tokenOf(match));
    if (formula.slice(pattern.lastIndex).trim() === '') return [...tokens, { kind: 'end', text: '' }];
  }
  throw new Error(`the formula ${formula} holds what is not modelled`);
};

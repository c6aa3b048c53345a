import { ApexError } from '../values/apex-error.ts';

const INLINE_FLAGS = /^\(\?([ims]+)\)/;

/** Constructs of Java that JavaScript lacks or reads otherwise: refused, so that nothing matches by accident. */
const UNSUPPORTED = /\\[QEGZzAhHRX]|[*+?}]\+|\(\?>|\\p\{(?:Alpha|Digit|Alnum|Upper|Lower|Punct|Space|javaLetter)/;

/**
 * A regular expression of Java as one of JavaScript; the `u` flag gives `\p{L}` its meaning. StringException for a wrong one. With `isWhole` it
 * matches nothing but a whole text.
 */
export const patternOf = (source: string, flags = '', { isWhole = false } = {}): RegExp => {
  const [inline = '', letters = ''] = INLINE_FLAGS.exec(source) ?? [];
  const body = source.slice(inline.length);
  if (UNSUPPORTED.test(body)) throw new Error(`the regular expression ${source} is not modelled`);
  const tries = /\\p\{/i.test(body) ? ['u'] : ['u', ''];
  for (const unicode of tries) {
    try {
      return new RegExp(isWhole ? `^(?:${body})$` : body, `${flags}${letters}${unicode}`);
    } catch {
      // Java allows needless backslashes that `u` refuses; the next try leaves `u` away.
    }
  }
  throw new ApexError('StringException', `Invalid regex: ${source}`);
};

/** `$1` means the group in both languages; Java's backslash quotes, JavaScript's `$$` does. */
export const replacementOf = (replacement: string): string =>
  replacement.replace(/\\(.)|\$(?!\d)/g, (_match, quoted: string | undefined) => (quoted === '$' ? '$$' : (quoted ?? '$$')));

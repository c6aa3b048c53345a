const SURROGATES = /[\uD800-\uDFFF]/;

/** By code point, which is the order of UTF-8 bytes; JavaScript's own `<` goes by UTF-16 units and differs above U+FFFF. */
export const compareText = (left: string, right: string): number => {
  if (left === right) return 0;
  if (!SURROGATES.test(left) && !SURROGATES.test(right)) return left < right ? -1 : 1;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
};

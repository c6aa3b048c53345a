/** One word of a phrase; `pattern` when it holds a wildcard. Without accents, in lower case. */
export type Word = { readonly text: string; readonly pattern: RegExp | undefined };

/** What FIND asks for. A phrase is one or more words that follow each other in one field. */
export type SearchExpression =
  | { readonly kind: 'phrase'; readonly words: readonly Word[] }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly SearchExpression[] }
  | { readonly kind: 'andNot'; readonly wanted: SearchExpression; readonly unwanted: SearchExpression };

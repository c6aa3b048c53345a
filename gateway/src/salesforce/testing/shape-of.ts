/** A query of SOQL or SOSL without what is bound in it: texts, search words, numbers. How many texts stand in a list is no matter of shape. */
export const shapeOf = (query: string): string =>
  query
    .replace(/^FIND \{(?:\\.|[^}\\])*\}/s, 'FIND {?}')
    .replace(/'(?:\\.|[^'\\])*'/gs, '?')
    .replace(/(?: AND \(Name LIKE \? OR Name LIKE \?\))+/g, '')
    .replace(/\(\?(?:,\s*\?)*\)/g, '(?)')
    .replace(/LIMIT \d+/g, 'LIMIT n')
    .replace(/\s+/g, ' ');

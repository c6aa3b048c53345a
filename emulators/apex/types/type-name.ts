/** A type as written: `Map<Id, List<Task>>`; an array `String[]` is a List. */
export type TypeName = { readonly name: string; readonly args: readonly TypeName[] };

const split = (text: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '<') depth += 1;
    if (text[at] === '>') depth -= 1;
    if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)].filter((part) => part.trim() !== '');
};

/** Reads the text of a type; spaces do not matter. */
export const parseTypeName = (text: string): TypeName => {
  const compact = text.replace(/\s+/g, '');
  if (compact.endsWith('[]')) return { name: 'List', args: [parseTypeName(compact.slice(0, -2))] };
  const open = compact.indexOf('<');
  if (open < 0) return { name: compact, args: [] };
  return { name: compact.slice(0, open), args: split(compact.slice(open + 1, compact.lastIndexOf('>'))).map(parseTypeName) };
};

/** Splits at commas that are not inside `<...>`. */
export const splitTypes = split;

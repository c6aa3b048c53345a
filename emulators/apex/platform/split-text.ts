import { patternOf } from './regular-expression.ts';

const trimEnd = (parts: string[]): string[] => {
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, last + 1);
};

/** Java's split: no limit drops empty parts at the end, and a match at the very start that has no width gives no part. */
export const splitText = (text: string, pattern: string, limit: number): string[] => {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(patternOf(pattern, 'g'))) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match[0] === '' && (match.index === 0 || match.index === text.length)) continue;
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  if (parts.length === 0) return [text];
  const all = [...parts, text.slice(from)];
  return limit === 0 ? trimEnd(all) : all;
};

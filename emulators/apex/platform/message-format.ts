import type { ApexList } from '../values/list.ts';
import { asDecimal } from '../values/equality.ts';
import { toText } from '../values/to-text.ts';
import type { Value } from '../values/value.ts';

/** Whole numbers get separators of thousands, as java.text.MessageFormat writes them in English. */
const argumentText = (value: Value): string => {
  const number = asDecimal(value);
  return number ? number.toText().replace(/^(-?\d+)/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',')) : toText(value);
};

/**
 * `String.format`: `{0}` is replaced, `''` is one apostrophe, and what stands between single apostrophes is taken as it is (Apex Reference
 * Guide: "treated like java.text.MessageFormat").
 */
export const formatMessage = (pattern: string, values: ApexList): string => {
  let quoted = false;
  return pattern.replace(/''|'|\{(\d+)\}/g, (match, index: string | undefined) => {
    if (match === "''") return "'";
    if (match === "'") {
      quoted = !quoted;
      return '';
    }
    if (quoted || index === undefined || Number(index) >= values.items.length) return match;
    return argumentText(values.items[Number(index)] ?? null);
  });
};

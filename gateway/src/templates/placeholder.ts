/** A merge field as it stands in a text: `{{Contact.FirstName | upper | default: there}}`. */
export interface Placeholder {
  /** As it was written. */
  readonly field: string;
  /** What is done with the value, in order. */
  readonly formats: readonly string[];
  /** What stands in for a value that is not there. */
  readonly fallback?: string;
}

/** A placeholder and what is in it; nothing in a placeholder may be a brace. */
export const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

const DEFAULT = /^default\s*:\s*(.*)$/i;

/** Reads what stands between the braces. */
export function readPlaceholder(inside: string): Placeholder {
  const [field = '', ...steps] = inside.split('|').map((part) => part.trim());
  const fallback = steps.map((step) => DEFAULT.exec(step)?.[1]).find((text) => text !== undefined);
  const formats = steps.filter((step) => !DEFAULT.test(step)).map((step) => step.toLowerCase());
  return { field, formats, ...(fallback !== undefined && { fallback }) };
}

/** The merge fields that texts name, each once. */
export const fieldsIn = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, inside = '']) => readPlaceholder(inside).field))),
];

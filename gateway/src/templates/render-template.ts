import { formatValue } from './format-value.ts';
import { PLACEHOLDER, readPlaceholder } from './placeholder.ts';

/** What became of a template: its text, or the merge fields that have no value. */
export type RenderedTemplate = { readonly text: string } | { readonly missing: readonly string[] };

/**
 * Fills `{{Contact.FirstName}}` and its like, without regard to case, with formats and a default: `{{Contact.FirstName | default: there}}`.
 * A template with any field that is unknown or empty and has no default is not rendered at all: a rep must never send "Hi ," or
 * "Hi undefined".
 * @param language of the text, for formats: `pt_BR`
 */
export function renderTemplate(text: string, mergeFields: ReadonlyMap<string, string>, language?: string): RenderedTemplate {
  const values = new Map([...mergeFields].map(([name, value]) => [name.toLowerCase(), value.trim()]));
  const missing = new Set<string>();
  const rendered = text.replace(PLACEHOLDER, (_, inside: string) => {
    const { field, formats, fallback } = readPlaceholder(inside);
    const value = values.get(field.toLowerCase());
    const shown = value ? formatted(value, formats, language) : fallback;
    if (!shown) missing.add(value ? `${field} | ${formats.join(' | ')}` : field);
    return shown ?? '';
  });
  // A brace left over is a placeholder that was mistyped.
  if (/\{\{|\}\}/.test(text.replace(PLACEHOLDER, ''))) missing.add('{{ without }}');
  return missing.size > 0 ? { missing: [...missing] } : { text: rendered };
}

const formatted = (value: string, formats: readonly string[], language: string | undefined): string | undefined =>
  formats.reduce<string | undefined>((text, format) => (text === undefined ? undefined : formatValue(text, format, language)), value);

/** What became of a template: its text, or the merge fields that have no value. */
export type RenderedTemplate = { readonly text: string } | { readonly missing: readonly string[] };

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * Fills `{{Contact.FirstName}}` and its like, without regard to case. A template with any field that is unknown or empty
 * is not rendered at all: a rep must never send "Hi ," or "Hi undefined".
 */
export function renderTemplate(text: string, mergeFields: ReadonlyMap<string, string>): RenderedTemplate {
  const values = new Map([...mergeFields].map(([name, value]) => [name.toLowerCase(), value.trim()]));
  const missing = new Set<string>();
  const rendered = text.replace(PLACEHOLDER, (_, name: string) => {
    const value = values.get(name.toLowerCase());
    if (!value) missing.add(name);
    return value ?? '';
  });
  // A brace left over is a placeholder that was mistyped.
  if (/\{\{|\}\}/.test(text.replace(PLACEHOLDER, ''))) missing.add('{{ without }}');
  return missing.size > 0 ? { missing: [...missing] } : { text: rendered };
}

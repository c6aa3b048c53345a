import type { Template } from './template.ts';

/**
 * Templates in the customer's language and those for every customer; all of them where the language is not known, or no template has it.
 * @param language a code (`pt_BR`, `pt-br`) or an English name (`Portuguese`), as records have it
 */
export function inLanguage(templates: readonly Template[], language: string | undefined): readonly Template[] {
  if (language === undefined) return templates;
  const spoken = templates.filter((template) => template.language !== undefined && speaks(template.language, language));
  if (spoken.length === 0) return templates;
  return templates.filter((template) => template.language === undefined || spoken.includes(template));
}

const names = new Intl.DisplayNames(['en'], { type: 'language' });
const normal = (code: string) => code.trim().toLowerCase().replaceAll('-', '_');
const base = (code: string) => normal(code).split('_')[0] ?? '';

/** Whether a template's code is of a language: the same code, one of them without a country, or the language's name. */
function speaks(code: string, language: string): boolean {
  const wanted = normal(language);
  if (normal(code) === wanted || (base(code) === wanted && !wanted.includes('_')) || normal(code) === base(language)) return true;
  return [code, base(code)].some((one) => nameOf(one) === language.trim().toLowerCase());
}

function nameOf(code: string): string | undefined {
  try {
    return names.of(code.replaceAll('_', '-'))?.toLowerCase();
  } catch {
    return undefined;
  }
}

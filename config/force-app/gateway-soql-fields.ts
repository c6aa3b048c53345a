import ts from 'typescript';
import type { SoqlField } from './apex-soql-fields.ts';

const WORDS = new Set(
  `SELECT FROM WHERE AND OR NOT IN LIKE INCLUDES EXCLUDES ORDER GROUP BY ASC DESC NULLS FIRST LAST LIMIT OFFSET FIND RETURNING TRUE FALSE NULL
  HAVING COUNT COUNT_DISTINCT MIN MAX ALL ROWS`.split(/\s+/),
);
const VALUE = '?';
const NAME = '\u0000';

/** The template as one text: a piece after a dot is a name that comes later, every other piece is a value. */
const textOf = (template: ts.TemplateLiteral): string => {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  const parts = [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
  return parts.reduce((before, after) => before + (before.endsWith('.') ? NAME : ` ${VALUE} `) + after);
};

/** Without texts, search words and what only SOSL has, a query is names and words. */
const namesIn = (text: string): string[] =>
  (
    text
      .replace(/'(?:[^'\\]|\\.)*'/g, VALUE)
      .replace(/\{[^}]*\}/g, VALUE)
      .replace(/\bIN\s+\w+\s+FIELDS\b/gi, '')
      .match(new RegExp(`[A-Za-z_][\\w]*(?:\\.[A-Za-z_]\\w*)*(?:\\.${NAME})?`, 'g')) ?? []
  ).filter((name) => !WORDS.has(name.toUpperCase()));

/**
 * The fields that the queries of a TypeScript file name, in templates tagged `soql`. A piece of a query, without FROM, has no object
 * of its own: its fields come with an empty object. Where the last name of a path comes later, the path ends before it.
 */
export const gatewaySoqlFields = (source: string): SoqlField[] => {
  const fields: SoqlField[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'soql') {
      const text = textOf(node.template);
      const object = /\bFROM\s+(\w+)/i.exec(text)?.[1] ?? /\bRETURNING\s+(\w+)/i.exec(text)?.[1] ?? '';
      for (const name of namesIn(text)) if (name !== object) fields.push({ object, field: name.replace(`.${NAME}`, '.*') });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('query.ts', source, ts.ScriptTarget.Latest, true));
  return fields;
};

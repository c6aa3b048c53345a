import type { AnnotationContext, ModifierContext } from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import { LoadError } from '../load-error.ts';
import type { Annotation, Modifiers } from './declaration.ts';

/** Those that are run or looked at, and those that change nothing here. Any other fails at load. */
const KNOWN = new Set([
  ...['istest', 'testsetup', 'testvisible', 'auraenabled', 'invocablemethod', 'invocablevariable', 'restresource'],
  ...['httpget', 'httppost', 'httpput', 'httppatch', 'httpdelete', 'suppresswarnings', 'deprecated'],
]);

const unquoted = (text: string): string => text.replace(/^'|'$/g, '').replace(/\\'/g, "'");

const readAnnotation = (tree: AnnotationContext, file: string): Annotation => {
  const name = tree.id().getText().toLowerCase();
  if (!KNOWN.has(name)) throw new LoadError({ file, line: tree.start.line }, `the annotation @${tree.id().getText()} is not modelled`);
  const pairs = optional(tree.elementValuePairs())?.elementValuePair_list() ?? [];
  const named = pairs.map((pair): [string, string] => [pair.id().getText().toLowerCase(), unquoted(pair.elementValue().getText())]);
  const single = optional(tree.elementValue());
  return { name, properties: new Map(single ? [...named, ['value', unquoted(single.getText())]] : named) };
};

const sharingOf = (text: string): Modifiers['sharing'] => {
  if (!text.endsWith('sharing')) return undefined;
  return text.startsWith('without') ? 'without' : text.startsWith('with') ? 'with' : 'inherited';
};

/** Words such as `static`, annotations and the sharing declaration before a class or member. */
export const readModifiers = (trees: readonly ModifierContext[], file: string): Modifiers => {
  const words = new Set<string>();
  const annotations: Annotation[] = [];
  let sharing: Modifiers['sharing'];
  for (const tree of trees) {
    const annotation = optional(tree.annotation());
    if (annotation) annotations.push(readAnnotation(annotation, file));
    else words.add(tree.getText().toLowerCase());
    sharing = sharingOf(tree.getText().toLowerCase()) ?? sharing;
  }
  if (words.has('testmethod')) annotations.push({ name: 'istest', properties: new Map() });
  return { words, annotations, sharing };
};

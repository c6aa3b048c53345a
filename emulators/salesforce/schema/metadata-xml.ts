import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { filesBelow } from './files-below.ts';

const repeated = new Set(['value', 'values', 'referenceTo', 'restrictedPicklistValue']);

/** Texts stay texts ("007" is no number); attributes come as `@_name`. */
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name, path) => repeated.has(name) && !String(path).endsWith('values.value'),
});

const document = z.record(z.string(), z.unknown());

export type MetadataFile = { readonly path: string; readonly root: unknown };

/** By text: every org of a process has the same package, and none writes to what was read. */
const roots = new Map<string, unknown>();

const rootOf = (text: string): unknown => {
  if (roots.has(text)) return roots.get(text);
  const parsed = document.parse(parser.parse(text));
  const root = Object.entries(parsed).find(([name]) => !name.startsWith('?'))?.[1];
  roots.set(text, root);
  return root;
};

/** Reads every metadata file below a directory whose name has this ending; a missing directory holds none. */
export const readMetadataFiles = (directory: string, ending: string): MetadataFile[] =>
  filesBelow(directory)
    .filter((path) => path.endsWith(ending))
    .map((path) => ({ path, root: rootOf(readFileSync(path, 'utf8')) }));

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

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

const filesBelow = (directory: string): string[] => {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .sort();
};

/** Reads every metadata file below a directory whose name has this ending; a missing directory holds none. */
export const readMetadataFiles = (directory: string, ending: string): MetadataFile[] =>
  filesBelow(directory)
    .filter((path) => path.endsWith(ending))
    .map((path) => {
      const parsed = document.parse(parser.parse(readFileSync(path, 'utf8')));
      const root = Object.entries(parsed).find(([name]) => !name.startsWith('?'))?.[1];
      return { path, root };
    });

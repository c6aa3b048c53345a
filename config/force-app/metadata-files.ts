import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

const repeated = new Set(['fieldPermissions', 'objectPermissions', 'values', 'labels', 'layoutItems', 'layoutSections', 'layoutColumns']);
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => repeated.has(name) });

export type MetadataFile = {
  /** Path from the repository's root. */
  readonly path: string;
  /** File name without folder. */
  readonly name: string;
  readonly text: string;
  /** The document as an object of texts, for a schema to parse; undefined for what is not XML. */
  readonly document: unknown;
};

/** Every file below a folder of the repository whose name ends so, in alphabetical order. */
export const metadataFiles = (root: string, folder: string, ending: string): MetadataFile[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, folder, path), 'utf8');
      const document: unknown = ending.endsWith('.xml') ? parser.parse(text) : undefined;
      return { path: join(folder, path), name: basename(path), text, document };
    });

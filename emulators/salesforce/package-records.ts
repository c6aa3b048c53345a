import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Database } from './database/database.ts';
import { filesBelow } from './schema/files-below.ts';
import { readMetadataFiles } from './schema/metadata-xml.ts';

const resource = z.object({ contentType: z.string(), description: z.string().optional() });

const RESOURCE = '.resource-meta.xml';

/** The content lies beside the description, under the same name with any ending. */
const contentBeside = (path: string): Buffer => {
  const folder = join(path, '..');
  const name = basename(path, RESOURCE);
  const file = readdirSync(folder).find((each) => each.startsWith(`${name}.`) && !each.endsWith(RESOURCE));
  if (!file) throw new Error(`${path} has no content`);
  return readFileSync(join(folder, file));
};

const storeResources = (database: Database, directory: string): void => {
  for (const { path, root } of readMetadataFiles(directory, RESOURCE)) {
    const { contentType, description = null } = resource.parse(root);
    const content = contentBeside(path);
    const body = { BodyLength: content.length, Body: content.toString('base64') };
    database.store('StaticResource', { Name: basename(path, RESOURCE), ContentType: contentType, Description: description, ...body });
  }
};

const storeClasses = (database: Database, directory: string): void => {
  for (const path of filesBelow(directory)) {
    if (path.endsWith('.cls')) database.store('ApexClass', { Name: basename(path, '.cls') });
  }
};

/** Stores what a package brings that SOQL finds as records: static resources and the names of its classes. */
export const storePackageRecords = (database: Database, directory: string): void => {
  storeResources(database, directory);
  storeClasses(database, directory);
};

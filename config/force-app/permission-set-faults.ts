import { z } from 'zod';
import { metadataFiles, type MetadataFile } from './metadata-files.ts';
import type { ObjectModel } from './object-model.ts';
import { packageFields } from './package-fields.ts';
import { xmlElements, xmlValues } from './xml-values.ts';

/** A deployment is refused when it grants a field that nobody can be denied. */
const ALWAYS_GRANTED = ['Id', 'Name', 'FirstName', 'LastName', 'OwnerId', 'CreatedDate', 'CreatedById', 'Company'];

const granted = z.object({ field: z.string() });
const tab = z.object({ tab: z.string() });
const app = z.object({ application: z.string() });
const classAccess = z.object({ apexClass: z.string() });
const type = z.object({ name: z.string() });

const elements = <T>(file: MetadataFile, name: string, schema: z.ZodType<T>): T[] =>
  xmlElements(file.document, name).map((element) => schema.parse(element));
const namesOf = (root: string, ending: string): string[] =>
  metadataFiles(root, 'force-app', ending).map(({ name }) => name.split('.')[0] ?? '');

/** What a permission set names and does not exist, or grants and cannot be granted: one sentence each. */
export const permissionSetFaults = (root: string, model: ObjectModel): string[] => {
  const fields = packageFields(root);
  const [tabs, apps, classes] = [namesOf(root, '.tab-meta.xml'), namesOf(root, '.app-meta.xml'), namesOf(root, '.cls')];
  const fieldFault = (field: string): string | undefined => {
    const [object = '', name = ''] = field.split('.');
    if (object === 'Activity') return `${field}: the rights on a field of Activity are written Task.${name}`;
    if (!model.hasField(object, name)) return `there is no field ${field}`;
    if (ALWAYS_GRANTED.includes(name) || fields.get(object)?.get(name)?.required) return `${field} is always granted and cannot be named`;
    return undefined;
  };
  return ['force-app', 'config/org']
    .flatMap((folder) => metadataFiles(root, folder, '.permissionset-meta.xml'))
    .flatMap((file) => {
      const missing = [
        ...xmlValues(file.document, 'object').filter((object) => !model.hasObject(object)),
        ...elements(file, 'customMetadataTypeAccesses', type).flatMap(({ name }) => (model.hasObject(name) ? [] : [name])),
        ...elements(file, 'tabSettings', tab).flatMap((one) => (/^standard-/.test(one.tab) || tabs.includes(one.tab) ? [] : [one.tab])),
        ...elements(file, 'applicationVisibilities', app).flatMap(({ application }) => (apps.includes(application) ? [] : [application])),
        ...elements(file, 'classAccesses', classAccess).flatMap(({ apexClass }) => (classes.includes(apexClass) ? [] : [apexClass])),
      ].map((name) => `there is no ${name}`);
      const wrong = elements(file, 'fieldPermissions', granted).flatMap(({ field }) => fieldFault(field) ?? []);
      return [...missing, ...wrong].map((fault) => `${file.path}: ${fault}`);
    });
};

import { brokenTexts } from './broken-texts.ts';
import { customNameFaults } from './custom-name-faults.ts';
import { metadataFields } from './metadata-fields.ts';
import { metadataFiles } from './metadata-files.ts';
import type { NamedField } from './named-field.ts';
import { objectModel, type ObjectModel } from './object-model.ts';
import { permissionSetFaults } from './permission-set-faults.ts';
import { queryFields } from './query-fields.ts';
import { referenceFaults } from './reference-faults.ts';
import { xmlValues } from './xml-values.ts';

const recordFaults = (root: string): string[] =>
  metadataFiles(root, 'force-app', '.md-meta.xml').map(
    ({ path }) => `${path}: a record in the package; an upgrade would overwrite what the admin edited: it belongs to config/org`,
  );

const labelFaults = (root: string): string[] => {
  const files = metadataFiles(root, 'force-app', '.labels-meta.xml');
  const labels = files.flatMap(({ document }) => xmlValues(document, 'fullName'));
  const used = metadataFiles(root, 'force-app', '.cls').flatMap(({ path, text }) =>
    [...text.matchAll(/\bLabel\.(\w+)/g)].map(([, name = '']) => ({ path, name })),
  );
  const inPages = ['.ts', '.page', '-meta.xml']
    .flatMap((ending) => metadataFiles(root, 'force-app', ending))
    .flatMap(({ text }) => [...text.matchAll(/(?:@salesforce\/label\/c|\$Label(?:\.c)?)\.(\w+)/g)]);
  const wanted = new Set([...used.map(({ name }) => name), ...inPages.map(([, name]) => name)]);
  return [
    ...used.filter(({ name }) => !labels.includes(name)).map(({ path, name }) => `${path}: there is no label ${name}`),
    ...labels.filter((name, index) => labels.indexOf(name) !== index).map((name) => `label ${name} is declared twice`),
    ...labels.filter((name) => !wanted.has(name)).map((name) => `label ${name} is shown nowhere`),
  ];
};

/** Whether a path of relationships, `Account.Owner`, leads to an object. */
const leadsOn = (model: ObjectModel, object: string, path: string): boolean =>
  path.split('.').reduce<string | undefined>((at, step) => (at === undefined ? undefined : model.parent(at, step)), object) !== undefined;

/**
 * What a deployment would refuse and no other offline check sees, one sentence each: every field, object, class, tab, app and label that
 * something names must exist in the package or in the list of standard fields, and no metadata record may be in the package.
 * @param root a copy of the repository
 */
export const packageFaults = (root: string): string[] => {
  const model = objectModel(root);
  const fields = [...queryFields(root, model), ...metadataFields(root, model)];
  const queried = [...new Set(fields.map(({ object }) => object).filter((object) => object !== ''))];
  const exists = ({ object, field }: Pick<NamedField, 'object' | 'field'>): boolean => {
    // A piece of a query is put into queries that other lines begin.
    if (object === '') return queried.some((one) => exists({ object: one, field }));
    return field.endsWith('.*') ? leadsOn(model, object, field.slice(0, -2)) : model.hasField(object, field);
  };
  return [
    ...fields
      .filter((named) => !exists(named))
      .map(({ path, object, field }) => `${path}: there is no field ${object === '' ? '' : `${object}.`}${field}`),
    ...permissionSetFaults(root, model),
    ...customNameFaults(root),
    ...referenceFaults(root),
    ...recordFaults(root),
    ...brokenTexts(root),
    ...labelFaults(root),
  ];
};

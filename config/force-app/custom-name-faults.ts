import { metadataFiles } from './metadata-files.ts';
import { packageFields } from './package-fields.ts';

const ENDINGS = ['.cls', '.trigger', '-meta.xml'];
const folders = ['force-app', 'config/org'];

/**
 * Every word that looks like a custom name (`X__c`, `X__mdt`, `X__e`, `X__r`) anywhere in the package or the org's own metadata and is
 * none: formulas, list views and assignments in Apex, where the semantic checker lets every field of Task pass, because they are
 * declared on Activity.
 */
export const customNameFaults = (root: string): string[] => {
  const objects = packageFields(root);
  const fields = [...objects.values()].flatMap((ofObject) => [...ofObject.values()]);
  const reportTypes = metadataFiles(root, 'force-app', '.reportType-meta.xml').map(({ name }) => `${name.split('.')[0] ?? ''}__c`);
  const declared = metadataFiles(root, 'force-app', '.object-meta.xml').map(({ name }) => name.split('.')[0] ?? '');
  const known = new Set([
    ...declared,
    ...reportTypes,
    ...fields.flatMap(({ fullName, relationshipName }) => [fullName, fullName.replace(/__c$/, '__r'), `${relationshipName ?? ''}__r`]),
  ]);
  return folders.flatMap((folder) =>
    ENDINGS.flatMap((ending) => metadataFiles(root, folder, ending)).flatMap(({ path, text }) =>
      [...new Set(text.match(/\b[A-Za-z]\w*?__(?:c|e|mdt|r)\b/g))]
        .filter((name) => !known.has(name))
        .map((name) => `${path}: there is no ${name}`),
    ),
  );
};

import { metadataFiles, type MetadataFile } from './metadata-files.ts';
import { xmlValues } from './xml-values.ts';

/** Path from the folder of its kind, without ending: `Frontline/Messages_by_Rep`. */
const namesOf = (root: string, folder: string, ending: string): string[] =>
  metadataFiles(root, 'force-app', ending).map(({ path }) =>
    path.slice(path.lastIndexOf(`/${folder}/`) + folder.length + 2, -ending.length),
  );

interface Reference {
  /** The files that refer to something. */
  readonly from: string;
  readonly names: (file: MetadataFile) => string[];
  readonly to: readonly [folder: string, ending: string];
}

const REFERENCES: readonly Reference[] = [
  { from: '.dashboard-meta.xml', names: ({ document }) => xmlValues(document, 'report'), to: ['reports', '.report-meta.xml'] },
  { from: '.app-meta.xml', names: ({ document }) => xmlValues(document, 'content'), to: ['flexipages', '.flexipage-meta.xml'] },
  {
    from: '.app-meta.xml',
    names: ({ document }) => xmlValues(document, 'tabs').filter((tab) => !tab.startsWith('standard-')),
    to: ['tabs', '.tab-meta.xml'],
  },
  {
    from: '.report-meta.xml',
    names: ({ document }) => xmlValues(document, 'reportType').map((type) => type.replace(/__c$/, '')),
    to: ['reportTypes', '.reportType-meta.xml'],
  },
];

/** Reports on dashboards, pages and tabs of apps, types of reports that are not in the package. */
export const referenceFaults = (root: string): string[] =>
  REFERENCES.flatMap(({ from, names, to: [folder, ending] }) => {
    const known = namesOf(root, folder, ending);
    return metadataFiles(root, 'force-app', from).flatMap((file) =>
      names(file)
        .filter((name) => !known.includes(name))
        .map((name) => `${file.path}: there is no ${name} in ${folder}`),
    );
  });

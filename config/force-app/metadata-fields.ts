import { basename, dirname } from 'node:path';
import { metadataFiles, type MetadataFile } from './metadata-files.ts';
import type { NamedField } from './named-field.ts';
import type { ObjectModel } from './object-model.ts';
import { xmlValues } from './xml-values.ts';

type Reader = (file: MetadataFile, model: ObjectModel) => Omit<NamedField, 'path'>[];
const of = (object: string) => (field: string) => ({ object, field });
const beforeDash = (name: string): string => name.split('-')[0] ?? '';

/** A report names a field `Activity$Subject`, or through a lookup `Activity$Owner.Name`; a child object stands before the sign. */
const reportField =
  (model: ObjectModel) =>
  (column: string): Omit<NamedField, 'path'>[] => {
    const [objects = '', field] = column.split('$');
    const object = objects.split('.').at(-1) ?? '';
    return field === undefined ? [] : [{ object, field: lookupField(model, object, field) }];
  };
/** Reports name a lookup by its relationship: `Owner` for OwnerId. */
const lookupField = ({ parent }: ObjectModel, object: string, field: string): string =>
  parent(object, field) === undefined ? field : `${field}Id`;

const READERS: readonly (readonly [ending: string, read: Reader])[] = [
  ['.layout-meta.xml', ({ name, document }) => xmlValues(document, 'field').map(of(beforeDash(name)))],
  ['.md-meta.xml', ({ name, document }) => xmlValues(document, 'field').map(of(`${name.split('.')[0] ?? ''}__mdt`))],
  ['.compactLayout-meta.xml', ({ path, document }) => xmlValues(document, 'fields').map(of(basename(dirname(dirname(path)))))],
  [
    '.flexipage-meta.xml',
    ({ text, document }) => {
      const [object = ''] = xmlValues(document, 'sobjectType');
      const parents = [...text.matchAll(/<name>parentFieldApiName<\/name>\s*<value>(\w+)\.(\w+)</g)];
      return [
        ...[...text.matchAll(/\bRecord\.([\w.]+)/g)].map(([, field = '']) => ({ object, field })),
        ...parents.map(([, parent = '', field = '']) => ({ object: parent, field })),
      ];
    },
  ],
  [
    '.report-meta.xml',
    ({ document }, model) => xmlValues(document, 'field', 'column', 'dateColumn', 'sortColumn').flatMap(reportField(model)),
  ],
  [
    '.reportType-meta.xml',
    ({ document }, model) => {
      const [object = ''] = xmlValues(document, 'baseObject');
      return xmlValues(document, 'field').map((field) => ({ object, field: lookupField(model, object, field) }));
    },
  ],
];

/** The fields that layouts, record pages, reports, report types, compact layouts and metadata records name. */
export const metadataFields = (root: string, model: ObjectModel): NamedField[] =>
  READERS.flatMap(([ending, read]) =>
    ['force-app', 'config/org']
      .flatMap((folder) => metadataFiles(root, folder, ending))
      .flatMap((file) => read(file, model).map((named) => ({ path: file.path, ...named }))),
  );

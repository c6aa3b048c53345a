import { apexSoqlFields, type SoqlField } from './apex-soql-fields.ts';
import { gatewaySoqlFields } from './gateway-soql-fields.ts';
import { metadataFiles } from './metadata-files.ts';
import type { NamedField } from './named-field.ts';
import type { ObjectModel } from './object-model.ts';

type Reader = (source: string, path: string) => SoqlField[];
const SOURCES: readonly (readonly [folder: string, ending: string, reader: Reader])[] = [
  ['force-app', '.cls', apexSoqlFields],
  ['force-app', '.trigger', apexSoqlFields],
  ['gateway/src/salesforce', '.ts', gatewaySoqlFields],
];

/** The fields that queries name: in the package's Apex and in the gateway, whose tests query things that do not exist. */
export const queryFields = (root: string, { child }: ObjectModel): NamedField[] =>
  SOURCES.flatMap(([folder, ending, read]) =>
    metadataFiles(root, folder, ending)
      .filter(({ name }) => !name.endsWith('.test.ts'))
      .flatMap(({ path, text }) => read(text, path).map(({ object, field }) => ({ path, object, field })))
      .map((named) => {
        const [outer = '', relationship] = named.object.split('/');
        return relationship === undefined ? named : { ...named, object: child(outer, relationship) ?? named.object };
      }),
  );

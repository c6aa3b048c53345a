// npm run apex:mutate [-- --filter CLASS]: changes the package's Apex one place at a time and asks whether a test notices.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type MutantResult, runMutants } from '../emulators/apex/mutate/run-mutants.ts';
import { openApex } from '../emulators/apex/open-apex.ts';
import { createOrg } from '../emulators/salesforce/org.ts';

/** Per cent of the changes that compile. */
const LEAST = 85;

const { values } = parseArgs({ options: { filter: { type: 'string', default: '' } } });
const root = resolve('.');
const org = createOrg();
const { project } = openApex({ root, org });

const describe = ({ mutant }: MutantResult): string => `${mutant.file}:${mutant.line}: ${mutant.what}`;

const results = runMutants(
  { org, project, root },
  {
    filter: values.filter,
    told: (result) => {
      if (result.outcome === 'survived') console.log(`survived  ${describe(result)}`);
    },
  },
);
const valid = results.filter(({ outcome }) => outcome !== 'invalid');
const killed = valid.filter(({ outcome }) => outcome === 'killed').length;
const share = valid.length === 0 ? 0 : (100 * killed) / valid.length;
console.log(`\n${killed} of ${valid.length} changes were noticed (${share.toFixed(1)} %; at least ${LEAST} % are wanted).`);
process.exitCode = share >= LEAST ? 0 : 1;

// npm run apex:mutate [-- --filter CLASS]: changes the package's Apex one place at a time and asks whether a test notices.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type AcceptedMutant, isAccepted, readAcceptedMutants } from '../emulators/apex/mutate/accepted-mutants.ts';
import { type MutantResult, runMutants } from '../emulators/apex/mutate/run-mutants.ts';
import { openApex } from '../emulators/apex/open-apex.ts';
import { createOrg } from '../emulators/salesforce/org.ts';

/** Per cent of the changes that compile. */
const LEAST = 85;

const { values } = parseArgs({ options: { filter: { type: 'string', default: '' } } });
const root = resolve('.');
const org = createOrg();
const { project } = openApex({ root, org });
const accepted = readAcceptedMutants(join(root, 'config/force-app/accepted-mutants.json'));
const used = new Set<AcceptedMutant>();

const lineOf = ({ mutant }: MutantResult): string =>
  readFileSync(join(root, mutant.file), 'utf8').split('\n')[mutant.line - 1]?.trim() ?? '';

const unexplained: MutantResult[] = [];
const note = (result: MutantResult): void => {
  if (result.outcome !== 'survived') return;
  const reason = isAccepted(accepted, result.mutant, lineOf(result));
  if (reason) used.add(reason);
  else unexplained.push(result);
  const { file, line, what } = result.mutant;
  console.log(`${reason ? 'accepted ' : 'SURVIVED '} ${file}:${line}: ${what}${reason ? ` (${reason.reason})` : `: ${lineOf(result)}`}`);
};

const results = runMutants({ org, project, root }, { filter: values.filter, told: note });
const valid = results.filter(({ outcome }) => outcome !== 'invalid');
const killed = valid.filter(({ outcome }) => outcome === 'killed').length;
const share = valid.length === 0 ? 0 : (100 * killed) / valid.length;
if (values.filter === '')
  for (const each of accepted)
    if (!used.has(each)) console.log(`nothing survived any more of ${each.class}: ${each.source ?? 'all of it'}`);
console.log(
  `\n${killed} of ${valid.length} changes were noticed (${share.toFixed(1)} %; at least ${LEAST} % are wanted); ${unexplained.length} survived without a reason.`,
);
process.exitCode = share >= LEAST && unexplained.length === 0 ? 0 : 1;

// npm run apex:test [-- --root DIR] [--filter TEXT] [--coverage] [--junit FILE] [--engine aer]: runs @IsTest methods without an org.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openApex } from '../emulators/apex/open-apex.ts';
import { readPackageDirectories } from '../emulators/apex/parse/read-project-file.ts';
import { percent, total } from '../emulators/apex/test-run/coverage.ts';
import { junitXml } from '../emulators/apex/test-run/junit-xml.ts';
import { NOT_MODELLED } from '../emulators/apex/test-run/not-modelled.ts';
import { coverageTable, resultTable } from '../emulators/apex/test-run/result-table.ts';
import { createOrg } from '../emulators/salesforce/org.ts';

const HELP = `npm run apex:test -- [--root DIR] [--filter TEXT] [--coverage] [--junit FILE] [--engine aer]
  --root DIR     an SFDX project; default: this one
  --filter TEXT  only methods whose Class.method contains TEXT
  --coverage     lines covered, by class
  --junit FILE   writes the results as JUnit XML
  --engine aer   runs the same tests with aer (OctoberSwimmer), which must be on PATH`;

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: '.' },
    filter: { type: 'string' },
    coverage: { type: 'boolean', default: false },
    junit: { type: 'string' },
    engine: { type: 'string', default: 'own' },
    help: { type: 'boolean', default: false },
  },
});

/** aer runs all tests of its folders; it has a filter of its own, which is not used. */
const runWithAer = (root: string): number => {
  const { status, error } = spawnSync('aer', ['test', ...readPackageDirectories(root)], { stdio: 'inherit' });
  if (error) console.error('aer is not on PATH: see https://github.com/octoberswimmer/aer-dist for how to install it.');
  return status ?? 1;
};

const runHere = (root: string): number => {
  const start = performance.now();
  const [packageDirectory = root] = readPackageDirectories(root);
  const org = createOrg({ packageDirectory, metadataDirectory: join(root, 'config/org') });
  const apex = openApex({ root, org });
  const loaded = performance.now();
  const results = apex.runTests({ filter: values.filter });
  const ended = performance.now();
  if (results.length > 0) console.log(resultTable(results));
  const coverage = apex.coverage();
  if (values.coverage) console.log(`\n${coverageTable(coverage)}`);
  if (values.junit !== undefined) writeFileSync(values.junit, junitXml(results));
  const failed = results.filter(({ failure }) => failure).length;
  console.log(
    `\n${results.length - failed} passed, ${failed} failed; ${percent(total(coverage)).toFixed(1)} % of ${total(coverage).lines} lines covered; ` +
      `loaded in ${((loaded - start) / 1000).toFixed(1)} s, ran in ${((ended - loaded) / 1000).toFixed(1)} s\n\n${NOT_MODELLED}`,
  );
  apex.close();
  return failed > 0 || results.length === 0 ? 1 : 0;
};

const root = resolve(values.root);
if (values.help) console.log(HELP);
else if (!existsSync(root)) {
  console.error(`${root} does not exist`);
  process.exitCode = 2;
} else process.exitCode = values.engine === 'aer' ? runWithAer(root) : runHere(root);

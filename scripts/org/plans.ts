import { sf, type Step } from './step.ts';

const PACKAGE = 'Frontline for Salesforce';
const SCRATCH_DEFINITION = 'config/project-scratch-def.json';
const PERSON_ACCOUNTS_DEFINITION = 'config/person-accounts-scratch-def.json';
/** What each org owns; deployed apart from the package, and removed before it: an uninstallation is refused while something refers to it. */
const ORG_METADATA = 'config/org';
/** Its records alone, without credentials. */
const EXAMPLES = `${ORG_METADATA}/customMetadata`;

const compile: Step = { name: 'Compile the Lightning web components', command: 'node', args: ['scripts/org/compile-components.ts'] };

/** The package's source, for a scratch org or sandbox. */
export const deploy = (org: string): Step[] => [
  compile,
  sf('Deploy the package', 'project deploy start', '--source-dir', 'force-app', '--target-org', org, '--wait', '30'),
];

export interface OrgSettings {
  /** Where Salesforce reaches the gateway. */
  readonly gatewayUrl: string;
  /** PEM text of the certificate whose key the gateway signs its log-in with. */
  readonly certificate: string;
  /** Whom Salesforce writes to about the External Client App. */
  readonly contactEmail: string;
}

/** Records and credentials of one org, with its own address and certificate filled in. */
export const configure = (org: string, { gatewayUrl, certificate, contactEmail }: OrgSettings): Step[] => [
  {
    ...sf('Deploy what the org owns', 'project deploy start', '--source-dir', ORG_METADATA, '--target-org', org, '--wait', '30'),
    env: { FRONTLINE_GATEWAY_URL: gatewayUrl, FRONTLINE_CERTIFICATE: certificate, FRONTLINE_CONTACT_EMAIL: contactEmail },
  },
];

/** Example records alone, without credentials: for an org that will be thrown away. */
export const configureExamples = (org: string): Step[] => [
  sf(
    'Deploy the example records',
    'project deploy start',
    '--source-dir',
    `${ORG_METADATA}/customMetadata`,
    '--target-org',
    org,
    '--wait',
    '30',
  ),
];

/** To the org's own user, unless others are named. */
export const assign = (org: string, permissionSets: readonly string[], usernames: readonly string[] = []): Step[] => [
  sf(
    'Assign permission sets',
    'org assign permset',
    ...permissionSets.flatMap((name) => ['--name', name]),
    ...usernames.flatMap((name) => ['--on-behalf-of', name]),
    '--target-org',
    org,
  ),
];

export const loadData = (org: string): Step[] => [
  sf('Load sample data', 'data import tree', '--plan', 'config/sample-data/plan.json', '--target-org', org),
];

/** The one command that runs the package's Apex tests. */
export const runTests = (org: string): Step[] => [
  sf(
    'Run the Apex tests',
    'apex run test',
    ...['--test-level', 'RunLocalTests', '--code-coverage', '--detailed-coverage', '--result-format', 'human', '--wait', '30'],
    ...['--target-org', org],
  ),
];

export interface ScratchOptions {
  readonly alias: string;
  readonly days: string;
  readonly devHub: string;
  /** An org of the kind that sells to people: Person Accounts are on, which cannot be taken back. */
  readonly personAccounts?: boolean;
}

/** A scratch org that holds nothing yet. */
const createScratch = ({ alias, days, devHub, personAccounts = false }: ScratchOptions): Step =>
  sf(
    'Create the scratch org',
    'org create scratch',
    ...[
      '--definition-file',
      personAccounts ? PERSON_ACCOUNTS_DEFINITION : SCRATCH_DEFINITION,
      '--alias',
      alias,
      '--duration-days',
      days,
      '--target-dev-hub',
      devHub,
      '--wait',
      '15',
    ],
  );

/** A scratch org with everything in it, and its Apex tests run. */
export const scratch = (options: ScratchOptions): Step[] => [
  createScratch(options),
  ...deploy(options.alias),
  ...configureExamples(options.alias),
  ...assign(options.alias, ['Frontline_Admin', 'Frontline_Rep']),
  ...loadData(options.alias),
  ...runTests(options.alias),
];

/** Once in the life of the product: the package itself, in the Dev Hub. */
export const createPackage = (devHub: string): Step[] => [
  sf(
    'Create the package',
    'package create',
    ...['--name', PACKAGE, '--package-type', 'Unlocked', '--path', 'force-app', '--no-namespace', '--target-dev-hub', devHub],
  ),
];

/** A beta version; coverage is computed, because promoting needs 75 %. */
export const createVersion = (devHub: string): Step[] => [
  compile,
  sf(
    'Create the package version',
    'package version create',
    ...['--package', PACKAGE, '--code-coverage', '--installation-key-bypass', '--wait', '60', '--target-dev-hub', devHub],
  ),
];

/** A released version can be installed in production, and never be taken back. */
export const promote = (version: string, devHub: string): Step[] => [
  sf('Promote the version', 'package version promote', '--package', version, '--no-prompt', '--target-dev-hub', devHub),
];

const install = (name: string, version: string, org: string): Step =>
  sf(name, 'package install', '--package', version, '--target-org', org, '--no-prompt', '--wait', '30', '--publish-wait', '15');
const expectRecords = (name: string, org: string): Step => ({
  name,
  command: 'node',
  args: ['scripts/org/expect-records.ts', '--target-org', org],
});

export interface UpgradeOptions extends ScratchOptions {
  readonly from: string;
  readonly to: string;
}

/** The old version with an admin's records, then the new one over it: the records must have survived. */
export const rehearseUpgrade = ({ from, to, ...options }: UpgradeOptions): Step[] => [
  createScratch(options),
  install('Install the version in use', from, options.alias),
  ...configureExamples(options.alias),
  ...assign(options.alias, ['Frontline_Admin', 'Frontline_Rep']),
  ...loadData(options.alias),
  install('Upgrade to the new version', to, options.alias),
  expectRecords("See that the admin's records survived", options.alias),
  ...runTests(options.alias),
];

const REMOVALS = '.local/uninstall';
/** In the org alone: `sf project delete source` would delete the files of this repository too. */
const remove = (sourceFolder: string, org: string): Step[] => [
  sf(
    'List what the org owns',
    'project generate manifest',
    ...['--source-dir', sourceFolder, '--type', 'destroy', '--output-dir', REMOVALS],
  ),
  sf(
    'Remove it from the org',
    'project deploy start',
    ...['--manifest', 'scripts/org/nothing.xml', '--post-destructive-changes', `${REMOVALS}/destructiveChanges.xml`],
    ...['--target-org', org, '--wait', '30'],
  ),
];
const uninstallPackage = (version: string, org: string): Step =>
  sf('Uninstall the package', 'package uninstall', '--package', version, '--target-org', org, '--wait', '30');

/** Everything that refers to the package goes first: an uninstallation is refused while something does. */
export const uninstall = (version: string, org: string): Step[] => [...remove(ORG_METADATA, org), uninstallPackage(version, org)];

export interface UninstallRehearsal extends ScratchOptions {
  readonly version: string;
}

/** Install, use, remove: in an org that is thrown away. */
export const rehearseUninstall = ({ version, ...options }: UninstallRehearsal): Step[] => [
  createScratch(options),
  install('Install the version', version, options.alias),
  ...configureExamples(options.alias),
  ...loadData(options.alias),
  ...remove(EXAMPLES, options.alias),
  uninstallPackage(version, options.alias),
  sf('Delete the scratch org', 'org delete scratch', '--target-org', options.alias, '--no-prompt'),
];

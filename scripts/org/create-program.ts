import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import * as plans from './plans.ts';
import type { Step } from './step.ts';

const versionId = (text: string): string => {
  if (!/^04t[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/.test(text)) throw new InvalidArgumentError('A version is an id that begins with 04t.');
  return text;
};
const gatewayUrl = (text: string): string => {
  if (!/^https:\/\/[^/\s]+(?:\/\S*[^/\s])?$/.test(text)) throw new InvalidArgumentError('An https address without a slash at its end.');
  return text;
};
const days = (text: string): string => {
  if (!/^(?:[1-9]|[12]\d|30)$/.test(text)) throw new InvalidArgumentError('1 to 30 days.');
  return text;
};
const pemFile = (path: string): string => {
  const text = readFileSync(path, 'utf8').trim();
  if (!text.startsWith('-----BEGIN CERTIFICATE-----')) throw new InvalidArgumentError('The file is no certificate in PEM.');
  return text;
};

const target = ['-o, --target-org <org>', 'alias or username of the org'] as const;
const hub = ['--dev-hub <org>', 'alias or username of the Dev Hub', 'DevHub'] as const;
const alias = ['--alias <name>', 'name for the scratch org', 'frontline'] as const;
const duration = ['--days <number>', 'how long the scratch org lives', days, '7'] as const;

interface Target {
  readonly targetOrg: string;
}
interface Hub {
  readonly devHub: string;
}
type Plan = (steps: readonly Step[]) => Promise<void>;

/** Commands that work on an org that exists. */
function addOrgCommands(program: Command, run: Plan): void {
  program
    .command('deploy')
    .description('compile the components and deploy the package, from source')
    .requiredOption(...target)
    .action(({ targetOrg }: Target) => run(plans.deploy(targetOrg)));
  program
    .command('configure')
    .description('deploy what the org owns: records, credentials, External Client App')
    .requiredOption(...target)
    .requiredOption('--gateway-url <url>', 'where Salesforce reaches the gateway', gatewayUrl)
    .requiredOption('--certificate <file>', 'the certificate of the gateway, in PEM', pemFile)
    .requiredOption('--contact-email <address>', 'whom Salesforce writes to about the External Client App')
    .action(({ targetOrg, ...settings }: Target & plans.OrgSettings) => run(plans.configure(targetOrg, settings)));
  program
    .command('assign')
    .description('assign permission sets')
    .argument('<names...>', 'Frontline_Integration, Frontline_Rep, Frontline_Admin, Frontline_Callout')
    .requiredOption(...target)
    .option('--on-behalf-of <usernames...>', "instead of the org's own user")
    .action((names: string[], { targetOrg, onBehalfOf }: Target & { onBehalfOf?: string[] }) =>
      run(plans.assign(targetOrg, names, onBehalfOf)),
    );
  program
    .command('data')
    .description('load sample data: accounts, contacts, leads')
    .requiredOption(...target)
    .action(({ targetOrg }: Target) => run(plans.loadData(targetOrg)));
  program
    .command('test')
    .description('run the Apex tests of the package')
    .requiredOption(...target)
    .action(({ targetOrg }: Target) => run(plans.runTests(targetOrg)));
}

/** Commands around a version of the package. */
function addPackageCommands(program: Command, run: Plan): void {
  program
    .command('create-package')
    .description('create the package in the Dev Hub; once')
    .option(...hub)
    .action(({ devHub }: Hub) => run(plans.createPackage(devHub)));
  program
    .command('create-version')
    .description('create a beta version, with code coverage')
    .option(...hub)
    .action(({ devHub }: Hub) => run(plans.createVersion(devHub)));
  program
    .command('promote')
    .description('release a version: production may install it, and it cannot be taken back')
    .argument('<version>', '04t...', versionId)
    .option(...hub)
    .action((version: string, { devHub }: Hub) => run(plans.promote(version, devHub)));
  program
    .command('uninstall')
    .description('remove what the org owns, then the package with all its data')
    .argument('<version>', '04t...', versionId)
    .requiredOption(...target)
    .action((version: string, { targetOrg }: Target) => run(plans.uninstall(version, targetOrg)));
}

/** Commands that make an org of their own. */
function addScratchCommands(program: Command, run: Plan): void {
  program
    .command('scratch')
    .description('create a scratch org, deploy, assign, load sample data, run the Apex tests')
    .option(...alias)
    .option(...duration)
    .option(...hub)
    .option('--person-accounts', 'make an org with Person Accounts')
    .action((options: plans.ScratchOptions) => run(plans.scratch(options)));
  program
    .command('rehearse-upgrade')
    .description("install one version, then another over an admin's records, and see that they survive")
    .argument('<from>', 'the version in use, 04t...', versionId)
    .argument('<to>', 'the new version, 04t...', versionId)
    .option(...alias)
    .option(...duration)
    .option(...hub)
    .action((from: string, to: string, options: plans.ScratchOptions) => run(plans.rehearseUpgrade({ from, to, ...options })));
  program
    .command('rehearse-uninstall')
    .description('install a version in a scratch org, use it, remove it, delete the org')
    .argument('<version>', '04t...', versionId)
    .option(...alias)
    .option(...duration)
    .option(...hub)
    .action((version: string, options: plans.ScratchOptions) => run(plans.rehearseUninstall({ version, ...options })));
}

/**
 * The command line of everything that needs a Salesforce org.
 * @param run is given the steps of the chosen command
 */
export function createProgram(run: Plan): Command {
  const program = new Command('org')
    .description('What needs a Salesforce org: each command names its steps and stops at the first that fails.')
    .showHelpAfterError();
  addScratchCommands(program, run);
  addOrgCommands(program, run);
  addPackageCommands(program, run);
  return program;
}

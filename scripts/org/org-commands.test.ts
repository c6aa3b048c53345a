import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { COMPILE_CACHE } from '../../e2e/stack/compile-cache.ts';
import { runTool } from '../gates/run-tool.ts';

const script = join(import.meta.dirname, '../org.ts');
const compiler = join(import.meta.dirname, 'compile-components.ts');
const VERSION = '04tAB0000000001AAA';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontline-org-'));
  mkdirSync(join(folder, 'bin'));
  // Stands for the Salesforce CLI: writes down each call, and fails where it is told to.
  writeFileSync(
    join(folder, 'bin/sf'),
    `#!/bin/sh\necho "$*" >> '${folder}/calls'\necho "$FRONTLINE_GATEWAY_URL" > '${folder}/address'\ncase "$*" in *"$FAIL_AT"*) exit 7;; esac\n`,
  );
  chmodSync(join(folder, 'bin/sf'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

const org = (args: readonly string[], failAt = 'nothing at all') =>
  runTool(process.execPath, [script, ...args], {
    env: { ...process.env, ...COMPILE_CACHE, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH ?? ''}`, FAIL_AT: failAt },
  });
const calls = (): string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
/** The words before the first flag. */
const commands = (): string[] => calls().map((call) => call.split(' --')[0] ?? '');

describe('a scratch org', () => {
  it('is made, filled and tested in this order, each step named', async () => {
    const { exitCode, output } = await org(['scratch', '--alias', 'trial']);
    expect(exitCode).toBe(0);
    expect(commands()).toEqual([
      'org create scratch',
      'project deploy start',
      'project deploy start',
      'org assign permset',
      'data import tree',
      'apex run test',
    ]);
    expect(
      calls()
        .slice(1)
        .every((call) => call.includes('--target-org trial')),
    ).toBe(true);
    expect(output).toMatch(/\[2\/7\] Compile .*\[3\/7\] Deploy the package.*\[7\/7\] Run the Apex tests.*Done\./s);
  });

  it('has Person Accounts where they are asked for', async () => {
    await org(['scratch', '--person-accounts']);
    expect(calls()[0]).toContain('--definition-file config/person-accounts-scratch-def.json');
  });

  it('is left as it is at the first step that fails', async () => {
    const { exitCode, output } = await org(['scratch'], 'org assign permset');
    expect(exitCode).toBe(7);
    expect(commands().at(-1)).toBe('org assign permset');
    expect(output).toContain('Stopped: "Assign permission sets" failed (7)');
  });
});

describe('the rehearsal of an upgrade', () => {
  it('puts the new version over the records of an admin', async () => {
    const { exitCode, output } = await org(['rehearse-upgrade', VERSION, `${VERSION.slice(0, -4)}2AAA`], 'data query');
    // The stand-in answers no query: the step that looks for the records must notice.
    expect({ exitCode, last: commands().at(-1) }).toEqual({ exitCode: 1, last: 'data query' });
    expect(output).toContain('Stopped: "See that the admin\'s records survived"');
    expect(commands().filter((command) => command === 'package install')).toHaveLength(2);
  });
});

describe('an uninstallation', () => {
  it('first removes from the org what refers to the package', async () => {
    await org(['uninstall', VERSION, '--target-org', 'trial']);
    expect(commands()).toEqual(['project generate manifest', 'project deploy start', 'package uninstall']);
  });
});

describe('what the org owns', () => {
  const settings = ['configure', '--target-org', 'trial', '--contact-email', 'admin@northwind.example'];
  const certificate = (): string => {
    const path = join(folder, 'gateway.crt');
    writeFileSync(path, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
    return path;
  };

  it('is deployed with the address of the gateway', async () => {
    const address = 'https://texts.northwind.example';
    expect((await org([...settings, '--certificate', certificate(), '--gateway-url', address])).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'address'), 'utf8').trim()).toBe(address);
  });

  it.each(['http://texts.northwind.example', 'https://texts.northwind.example/', 'texts'])('is not deployed with %s', async (address) => {
    const { exitCode, output } = await org([...settings, '--certificate', certificate(), '--gateway-url', address]);
    expect(exitCode).toBe(1);
    expect(output).toContain('An https address without a slash at its end.');
  });
});

describe('the command line', () => {
  it.each([
    [['promote', '05iAB0000000001'], 'A version is an id that begins with 04t.'],
    [['scratch', '--days', '31'], '1 to 30 days.'],
    [['deploy'], "required option '-o, --target-org <org>' not specified"],
    [['launch'], "unknown command 'launch'"],
  ])('refuses %j', async (args, text) => {
    const { exitCode, output } = await org(args);
    expect(exitCode).toBe(1);
    expect(output).toContain(text);
  });

  it('explains each command', async () => {
    const { exitCode, output } = await org(['rehearse-uninstall', '--help']);
    expect(exitCode).toBe(0);
    expect(output).toContain('install a version in a scratch org, use it, remove it, delete the org');
  });
});

describe('the components', () => {
  const component = (name: string, source: string): void => {
    const bundle = join(folder, `force-app/main/shared/lwc/${name}`);
    mkdirSync(bundle, { recursive: true });
    writeFileSync(join(bundle, `${name}.js-meta.xml`), '<LightningComponentBundle/>');
    writeFileSync(
      join(bundle, source),
      "import { LightningElement, api } from 'lwc';\nexport default class Card extends LightningElement {\n  @api text: string = '';\n}\n",
    );
  };

  it('are compiled with their decorators untouched', async () => {
    component('card', 'card.ts');
    expect((await runTool(process.execPath, [compiler, folder])).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'force-app/main/shared/lwc/card/card.js'), 'utf8')).toMatch(/@api\s+text = '';/);
  });

  it('stop the deployment where one has no JavaScript of its name', async () => {
    component('card', 'crad.ts');
    const { exitCode, output } = await runTool(process.execPath, [compiler, folder]);
    expect(exitCode).toBe(1);
    expect(output).toContain('main/shared/lwc/card: a component without JavaScript');
  });
});

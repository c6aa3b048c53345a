import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { apexSemantics } from './apex-semantics.ts';
import { codeAnalyzer } from './code-analyzer.ts';
import { convertSource } from './convert-source.ts';
import type { Gate } from './gate.ts';
import { hasCommand } from './has-command.ts';
import { metadataSchema } from './metadata-schema.ts';
import { runTool } from './run-tool.ts';

const root = join(import.meta.dirname, '../..');
const settings = 'force-app/main/shared/classes/FrontlineSettings.cls';
const checkbox = 'force-app/main/shared/objects/Frontline_Setting__mdt/fields/Recording_Active__c.field-meta.xml';
const planted = 'force-app/main/shared/classes/FrontlinePlanted.cls';
const component = 'force-app/main/shared/lwc/frontlinePlanted';

/** Without `with sharing`, it deletes in a loop what a caller named, without a look at rights, and hides a finding without a reason. */
const CARELESS_CLASS = `public class FrontlinePlanted {
  @AuraEnabled
  @SuppressWarnings('PMD.ApexDoc')
  public static void remove(List<Id> contactIds) {
    for (Id contactId : contactIds) {
      Contact found = [SELECT Id, LastName FROM Contact WHERE Id = :contactId LIMIT 1];
      delete found;
    }
  }
}
`;
const CLASS_META = `<?xml version="1.0" encoding="UTF-8" ?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>65.0</apiVersion>
    <status>Active</status>
</ApexClass>
`;
const COMPONENT_META = `<?xml version="1.0" encoding="UTF-8" ?>
<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>65.0</apiVersion>
    <isExposed>false</isExposed>
</LightningComponentBundle>
`;

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'frontline-gates-'));
  for (const path of ['force-app', 'config/org', 'sfdx-project.json', '.forceignore'])
    cpSync(join(root, path), join(copy, path), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
};
const replace = (path: string, right: string, wrong: string): void => {
  const text = readFileSync(join(copy, path), 'utf8');
  expect(text).toContain(right);
  write(path, text.replace(right, wrong));
};
const faultsOf = async (gate: Gate): Promise<string> => {
  const result = await gate(copy);
  if ('skipped' in result) throw new Error(result.skipped);
  return result.faults.join('\n');
};

// What the host lacks is skipped by name; where the result decides, the gates themselves fail.
const withJava = hasCommand('java') ? it : it.skip;
const withSchema = 'faults' in (await metadataSchema(root)) ? it : it.skip;

describe('a mistake in a copy is refused:', () => {
  it('a statement without its end, by the Apex parser of the formatter', async () => {
    replace(settings, 'return current.Recording_Active__c;', 'return current.Recording_Active__c');
    const [prettier, config] = [join(root, 'node_modules/.bin/prettier'), join(root, '.prettierrc.json')];
    const { exitCode, output } = await runTool(prettier, ['--check', '--config', config, join(copy, settings)], { cwd: root });
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/FrontlineSettings\.cls: \w*Error/);
  });

  withJava('a misspelt field in Apex, by its semantic checker', async () => {
    replace(settings, 'return current.Recording_Active__c;', 'return current.Recording_Activ__c;');
    expect(await faultsOf(apexSemantics)).toMatch(/FrontlineSettings\.cls.*Recording_Activ__c/s);
  });

  withSchema('a value that an enumeration does not have, by the metadata schema', async () => {
    replace(checkbox, '<type>Checkbox</type>', '<type>Chekbox</type>');
    expect(await faultsOf(metadataSchema)).toMatch(/Recording_Active__c.*Chekbox/s);
  });

  it('a component whose source has another name, by the conversion', async () => {
    write(`${component}/frontlinePlantet.ts`, 'export default class FrontlinePlanted {}\n');
    write(`${component}/frontlinePlanted.html`, '<template></template>\n');
    write(`${component}/frontlinePlanted.js-meta.xml`, COMPONENT_META);
    expect(await faultsOf(convertSource)).toMatch(/frontlinePlanted: a component without JavaScript/);
  });

  withJava('a careless class, by the Code Analyzer', async () => {
    write(planted, CARELESS_CLASS);
    write(`${planted}-meta.xml`, CLASS_META);
    const faults = await faultsOf(codeAnalyzer);
    expect(faults).toContain(`${planted}:1: pmd:ApexSharingViolations`);
    expect(faults).toContain(`${planted}:6: pmd:OperationWithLimitsInLoop`);
    expect(faults).toContain(`${planted}:7: sfge:ApexFlsViolation`);
    expect(faults).toContain(`${planted}:3: a suppression; the line before must say why`);
  });
});

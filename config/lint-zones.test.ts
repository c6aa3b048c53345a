import { describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

const { disableTypeChecked } = tseslint.configs;
const root = fileURLToPath(new URL('..', import.meta.url));
/** Without what has to know types or whatever else a file imports: such rules read the whole project again for each text. */
const untyped = new ESLint({ cwd: root, overrideConfig: [disableTypeChecked, { rules: { 'import/no-cycle': 'off' as const } }] });

const rulesOf = ([result]: readonly ESLint.LintResult[]) => (result?.messages ?? []).map(({ ruleId }) => ruleId);

/** What lint says of a file of that name with that text, as rule names; of types it knows nothing. */
const rulesBroken = async (filePath: string, text: string) => rulesOf(await untyped.lintText(text, { filePath: `${root}${filePath}` }));

/** The same with types, of a program that is this file alone: the whole project takes eight seconds to load. */
async function typedRulesBroken(filePath: string, text: string) {
  const path = `${root}${filePath}`;
  const host = ts.createCompilerHost({});
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...more) =>
    name === path ? ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.ES2024 }) : getSourceFile(name, ...more);
  const programs = [ts.createProgram([path], { strict: true, target: ts.ScriptTarget.ES2024, types: [] }, host)];
  const overrideConfig = { languageOptions: { parserOptions: { projectService: false, programs } } };
  return rulesOf(await new ESLint({ cwd: root, overrideConfig }).lintText(text, { filePath: path }));
}

const importing = (what: string) => `import * as forbidden from '${what}';\n\nexport const used = forbidden;\n`;
const domain = 'gateway/src/routing/decision.ts';
const adapter = 'gateway/src/twilio/conversations.ts';
const web = 'gateway/src/http/listen.ts';
const commandLine = 'gateway/src/cli/read-token.ts';

describe('lint holds the zones of ARCHITECTURE.md', () => {
  it.each([
    [domain, '../store/open-store.ts'],
    [domain, '../http/listen.ts'],
    [domain, '../config.ts'],
    [domain, '../context.ts'],
    [domain, '../testing/hand-timers.ts'],
    [domain, 'twilio'],
    [domain, 'express'],
    [domain, 'node:fs'],
    [domain, 'node:timers/promises'],
    [adapter, '../salesforce/client.ts'],
    [adapter, '../http/listen.ts'],
    [adapter, '../outside.ts'],
    [domain, '../resilience/guard.ts'],
    ['gateway/src/resilience/guard.ts', '../salesforce/client.ts'],
    [web, '../store/open-store.ts'],
    [web, '../twilio/conversations.ts'],
    [commandLine, '../store/open-store.ts'],
    [commandLine, '../config.ts'],
    [commandLine, '../http/operations-routes.ts'],
    [adapter, '@frontline/emulators/twilio'],
    [adapter, '../../../emulators/twilio/twilio-server.ts'],
    ['emulators/twilio/twilio-server.ts', '../../gateway/src/clock.ts'],
  ])('%s may not import %s', async (file, what) => {
    const rules = await rulesBroken(file, importing(what));
    expect(rules.some((rule) => rule === 'import/no-restricted-paths' || rule === 'no-restricted-imports')).toBe(true);
  });

  it.each([
    ['new Date()', 'no-restricted-syntax'],
    ['Date.now()', 'no-restricted-syntax'],
    ['Math.random()', 'no-restricted-properties'],
    ['performance.now()', 'no-restricted-globals'],
    ['globalThis.process', 'no-restricted-globals'],
    ['fetch("x")', 'no-restricted-globals'],
    ['setTimeout(String, 1)', 'no-restricted-globals'],
  ])('the domain may not say %s', async (expression, rule) => {
    expect(await rulesBroken(domain, `export const value: unknown = ${expression};\n`)).toContain(rule);
  });

  it('no promise floats, nothing is any', async () => {
    const broken = await typedRulesBroken(domain, 'export const act = (value: any) => {\n  Promise.resolve(value);\n};\n');
    expect(broken).toEqual(expect.arrayContaining(['@typescript-eslint/no-explicit-any', '@typescript-eslint/no-floating-promises']));
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const root = fileURLToPath(new URL('..', import.meta.url));
let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint({ cwd: root });
});

/** What lint says of a file of that name with that text, as rule names. */
async function rulesBroken(filePath: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: `${root}${filePath}` });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
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
    expect(await rulesBroken(domain, 'export const value: any = 1;\n')).toContain('@typescript-eslint/no-explicit-any');
    expect(await rulesBroken(domain, 'export const act = () => {\n  Promise.resolve(1);\n};\n')).toContain(
      '@typescript-eslint/no-floating-promises',
    );
  });
});

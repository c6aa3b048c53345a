import { readFileSync } from 'node:fs';
import { join, matchesGlob, relative } from 'node:path';
import { z } from 'zod';
import type { Gate } from './gate.ts';
import { hasCommand } from './has-command.ts';
import { installPinned } from './install-pinned.ts';
import { runTool } from './run-tool.ts';
import { suppressionFaults } from './suppression-faults.ts';

const SELECTORS = ['Recommended', 'AppExchange', 'sfge', 'pmd:FrontlineMethodNames'];
/** 1 critical, 2 high, 3 moderate; 4 and 5 are matters of taste, such as the form of a comment. */
const WORST_ALLOWED = 4;
const ENGINES = ['pmd', 'regex', 'sfge'];

const report = z.object({
  rules: z.number(),
  engines: z.array(z.string()),
  errors: z.array(z.string()),
  violations: z.array(z.object({ rule: z.string(), severity: z.number(), file: z.string(), line: z.number(), message: z.string() })),
});
const accepted = z.array(z.object({ rule: z.string(), file: z.string(), reason: z.string().min(20) }));

type Finding = { readonly rule: string; readonly file: string };
/** The explanation names the rule, and the file by a pattern. */
const isExplained = (finding: Finding, explanation: Finding): boolean =>
  finding.rule === explanation.rule && matchesGlob(finding.file, explanation.file);

/**
 * Salesforce Code Analyzer over the package: PMD, regex, ESLint and the Graph Engine with the recommended, the AppExchange security and all
 * Graph Engine rules. Nothing of severity 1 to 3 is let through but what accepted.json explains; an explanation without its finding is a
 * fault too.
 */
export const codeAnalyzer: Gate = async (root) => {
  if (!hasCommand('java')) return { skipped: 'the Code Analyzer needs Java 11 or later (Debian: default-jre-headless)' };
  const folder = await installPinned('code-analyzer');
  const explained = accepted.parse(JSON.parse(readFileSync(join(folder, 'accepted.json'), 'utf8')));
  const run = await runTool(process.execPath, [join(folder, 'analyze.mjs'), join(root, 'force-app'), ...SELECTORS]);
  const line = run.output.split('\n').find((text) => text.startsWith('{"rules"'));
  if (run.exitCode !== 0 || line === undefined) throw new Error(`the Code Analyzer ended with ${run.exitCode}:\n${run.output}`);
  const { engines, errors, violations } = report.parse(JSON.parse(line));
  const grave = violations
    .filter(({ severity }) => severity < WORST_ALLOWED)
    .map((violation) => ({ ...violation, file: relative(root, violation.file) }));
  return {
    faults: [
      ...errors,
      ...ENGINES.filter((engine) => !engines.includes(engine)).map((engine) => `the engine ${engine} had no rule to run`),
      ...grave
        .filter((violation) => !explained.some((one) => isExplained(violation, one)))
        .map(
          ({ rule, severity, file, line: at, message }) => `${file}:${at}: ${rule} (severity ${severity}): ${message.split('\n')[0] ?? ''}`,
        ),
      ...explained
        .filter((one) => !grave.some((violation) => isExplained(violation, one)))
        .map(({ rule, file }) => `accepted.json: ${rule} is found in ${file} no longer`),
      ...suppressionFaults(root),
    ],
  };
};

// node analyze.mjs FOLDER RULE-SELECTOR...: runs the Code Analyzer engines over a folder and prints what they found as one line of JSON.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import codeAnalyzer from '@salesforce/code-analyzer-core';
import * as eslint from '@salesforce/code-analyzer-eslint-engine';
import * as pmd from '@salesforce/code-analyzer-pmd-engine';
import * as regex from '@salesforce/code-analyzer-regex-engine';
import * as sfge from '@salesforce/code-analyzer-sfge-engine';

const { CodeAnalyzer, CodeAnalyzerConfig, EventType, LogLevel } = codeAnalyzer;
const [folder, ...selectors] = process.argv.slice(2);

const logFolder = mkdtempSync(join(tmpdir(), 'frontline-analyzer-'));
const configuration = readFileSync(join(import.meta.dirname, 'code-analyzer.yml'), 'utf8');
const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.fromYamlString(`${configuration}log_folder: ${logFolder}\n`, import.meta.dirname));
const errors = [];
const keepError = ({ logLevel, message }) => {
  if (logLevel <= LogLevel.Error) errors.push(message.split('\n')[0]);
};
analyzer.onEvent(EventType.LogEvent, keepError);
analyzer.onEvent(EventType.EngineLogEvent, keepError);
for (const engine of [pmd, eslint, regex, sfge]) await analyzer.addEnginePlugin((engine.default ?? engine).createEnginePlugin());

const workspace = await analyzer.createWorkspace([folder]);
const rules = await analyzer.selectRules(selectors, { workspace });
const results = await analyzer.run(rules, { workspace });
const violations = results.getViolations().map((violation) => {
  const rule = violation.getRule();
  const location = violation.getPrimaryLocation();
  return {
    rule: `${rule.getEngineName()}:${rule.getName()}`,
    severity: rule.getSeverityLevel(),
    file: location.getFile() ?? '',
    line: location.getStartLine() ?? 0,
    message: violation.getMessage(),
  };
});
// The Graph Engine says only in its log which class it cannot read: the line after the error names class and line.
for (const log of readdirSync(logFolder)) {
  const lines = readFileSync(join(logFolder, log), 'utf8').split('\n');
  lines.forEach((line, index) => {
    if (/ ERROR /.test(line)) errors.push(`${line.trim()} ${lines[index + 1]?.trim() ?? ''}`);
  });
}
rmSync(logFolder, { recursive: true });
process.stdout.write(`${JSON.stringify({ rules: rules.getCount(), engines: rules.getEngineNames(), errors, violations })}\n`);

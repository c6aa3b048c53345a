/** A command that must end with 0; `SKIPPED` where the host lacks something that it needs. */
export interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const bin = (name: string) => `node_modules/.bin/${name}`;
const gate = (name: string, title: string): Check => ({ name: title, command: process.execPath, args: ['scripts/gate.ts', name] });

/** What a machine can judge in seconds without running the product. Prettier's Apex plugin is also the syntax check of the Apex. */
export const CHECKS: readonly Check[] = [
  { name: 'format and Apex syntax', command: bin('prettier'), args: ['--check', '--log-level=warn', '.'] },
  { name: 'types', command: bin('tsc'), args: ['--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint', command: bin('eslint'), args: ['.'] },
  gate('names', 'names in the Salesforce package'),
];

/** What a deployment of the package would refuse; the tools for it are installed on demand. */
export const PACKAGE_CHECKS: readonly Check[] = [
  gate('apex-semantics', 'Apex semantics'),
  gate('schema', 'metadata schema'),
  gate('convert', 'conversion by the Salesforce CLI'),
  gate('code-analyzer', 'Salesforce Code Analyzer'),
];

/** A command that must end with 0. */
export interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const bin = (name: string) => `node_modules/.bin/${name}`;

/** What a machine can judge without running the product. Prettier's Apex plugin is also the syntax check of the Apex. */
export const CHECKS: readonly Check[] = [
  { name: 'format and Apex syntax', command: bin('prettier'), args: ['--check', '--log-level=warn', '.'] },
  { name: 'types', command: bin('tsc'), args: ['--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint', command: bin('eslint'), args: ['.'] },
];

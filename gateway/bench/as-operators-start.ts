import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = 'gateway/src/main.ts';

export interface Start {
  /** For Node, the gateway's `main.ts` the last. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** How `npm run gateway` starts the gateway, read from package.json; without the settings of a file. */
export function asOperatorsStart(): Start {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly scripts: { readonly gateway: string } };
  const words = scripts.gateway.split(' ');
  const env = words.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split('=') as [string, string]);
  const flags = words.filter((word) => word.startsWith('--') && !word.startsWith('--env-file'));
  if (!words.includes(MAIN)) throw new Error('`npm run gateway` does not start the gateway any more: mend this bench');
  const inRoot = ([name, value]: [string, string]): [string, string] => [
    name,
    value.startsWith('node_modules/') ? join(ROOT, value) : value,
  ];
  return { args: [...flags, join(ROOT, MAIN)], env: Object.fromEntries(env.map(inRoot)) };
}

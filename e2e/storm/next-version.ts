import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A later version of the gateway. */
export interface NextVersion {
  /** What starts it. */
  readonly main: string;
  remove(): void;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const MIGRATION = `import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

export async function next({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('inbox').addColumn('of_the_next_version', 'text').execute();
}
`;

/** This version with one migration more, as an upgrade brings it. */
export function makeNextVersion(): NextVersion {
  const folder = mkdtempSync(join(tmpdir(), 'frontline-next-'));
  const src = join(folder, 'gateway', 'src');
  cpSync(join(ROOT, 'gateway', 'src'), src, { recursive: true });
  cpSync(join(ROOT, 'gateway', 'package.json'), join(folder, 'gateway', 'package.json'));
  for (const installed of ['node_modules', 'gateway/node_modules']) {
    if (existsSync(join(ROOT, installed))) symlinkSync(join(ROOT, installed), join(folder, installed));
  }
  writeFileSync(join(src, 'store', 'migrations', '9999-next.ts'), MIGRATION);
  const migrate = join(src, 'store', 'migrate.ts');
  const present = readFileSync(migrate, 'utf8');
  const later = present.replace(/(const MIGRATIONS[^\]]*?)(,?\s*\];)/, "$1, { name: '9999-next', up: next }];");
  if (later === present) throw new Error('migrate.ts has no list of migrations any more: mend this test support');
  writeFileSync(migrate, `import { next } from './migrations/9999-next.ts';\n${later}`);
  return { main: join(src, 'main.ts'), remove: () => rmSync(folder, { recursive: true }) };
}

// node scripts/org/compile-components.ts [ROOT]: writes the JavaScript of each Lightning web component beside its TypeScript.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { bundlesWithoutScript } from './bundles-without-script.ts';

const folder = join(resolve(process.argv[2] ?? join(import.meta.dirname, '../..')), 'force-app');
const isSource = (path: string): boolean => /[/\\]lwc[/\\][^/\\]+[/\\][^/\\]+\.ts$/.test(path) && !/\.(?:d|test)\.ts$/.test(path);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isSource);

for (const source of sources) {
  const target = join(folder, source.replace(/\.ts$/, '.js'));
  // Whatever was compiled before may be older than its source.
  rmSync(target, { force: true });
  const { outputText, diagnostics = [] } = ts.transpileModule(readFileSync(join(folder, source), 'utf8'), {
    fileName: source,
    reportDiagnostics: true,
    // Anything but ESNext rewrites the decorators, which the platform's compiler then refuses (LWC1104).
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      useDefineForClassFields: true,
      verbatimModuleSyntax: true,
    },
  });
  if (diagnostics.length > 0) throw new Error(`${source}: ${ts.flattenDiagnosticMessageText(diagnostics[0]?.messageText, '\n')}`);
  writeFileSync(target, outputText);
}

const missing = bundlesWithoutScript(folder);
for (const bundle of missing) console.error(`${bundle}: a component without JavaScript of its own name`);
console.log(`${sources.length} files compiled, ${missing.length} components without JavaScript`);
process.exitCode = missing.length === 0 ? 0 : 1;

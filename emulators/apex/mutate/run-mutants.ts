import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileClass } from '../compile/compile-class.ts';
import type { ClassCode } from '../compile/declare-class.ts';
import type { TypeDeclaration } from '../parse/declaration.ts';
import { parseSource } from '../parse/parse-source.ts';
import { readTopLevel } from '../parse/read-declaration.ts';
import { isTestClass } from '../test-run/test-method.ts';
import { runTests, type TestRunDeps } from '../test-run/run-tests.ts';
import { LoadError } from '../load-error.ts';
import { findMutants } from './find-mutants.ts';
import type { Mutant } from './mutant.ts';

/** `killedBy` names the test that failed; a mutant that does not compile is none (`invalid`). */
export type MutantResult = { readonly mutant: Mutant; readonly outcome: 'killed' | 'survived' | 'invalid'; readonly killedBy?: string };

type Deps = TestRunDeps & { readonly root: string };

/** Which test classes run a line of which file: only those can kill a change of it. */
const testsByFile = ({ org, project }: Deps): ReadonlyMap<string, readonly string[]> => {
  const files = [...new Set(project.code.map(({ type }) => type.declaration.file))];
  const sum = (file: string): number => [...project.engine.hitsOf(file).values()].reduce((total, hits) => total + hits, 0);
  const found = new Map<string, string[]>();
  for (const type of project.classes.filter(isTestClass)) {
    const before = files.map(sum);
    runTests({ org, project }, { filter: `${type.name}.` });
    files.forEach((file, at) => {
      if (sum(file) > (before[at] ?? 0)) found.set(file, [...(found.get(file) ?? []), type.name]);
    });
  }
  return found;
};

const declarationsIn = (declaration: TypeDeclaration): TypeDeclaration[] => [declaration, ...declaration.inner.flatMap(declarationsIn)];

/** Compiles the classes of a file from another text. */
const compileText = ({ project }: Deps, file: string, text: string): void => {
  const top = readTopLevel(parseSource.class(text, file).typeDeclaration(), { file });
  const versions = declarationsIn(top);
  const classes: readonly ClassCode[] = project.code.filter(({ type }) => type.declaration.file === file);
  for (const code of classes) {
    const source = versions.find(({ name, line }) => name === code.type.simpleName && line === code.type.declaration.line);
    if (source) compileClass(project.engine, code, source);
  }
};

const applied = (text: string, { from, to, replacement }: Mutant): string => text.slice(0, from) + replacement + text.slice(to);

const killer = (deps: Deps, testClasses: readonly string[]): string | undefined => {
  for (const name of testClasses) {
    const failed = runTests(deps, { filter: `${name}.`, untilFailure: true }).find(({ failure }) => failure);
    if (failed) return `${failed.className}.${failed.methodName}`;
  }
  return undefined;
};

const tryMutant = (deps: Deps, text: string, { mutant, testClasses }: { mutant: Mutant; testClasses: readonly string[] }): MutantResult => {
  try {
    compileText(deps, mutant.file, applied(text, mutant));
  } catch (error) {
    if (error instanceof LoadError) return { mutant, outcome: 'invalid' };
    throw error;
  }
  const killedBy = killer(deps, testClasses);
  return killedBy === undefined ? { mutant, outcome: 'survived' } : { mutant, outcome: 'killed', killedBy };
};

/** Changes the package's classes one place at a time and runs the tests that run that class. `told` hears of each result. */
export const runMutants = (
  deps: Deps,
  { filter = '', told }: { filter?: string; told: (result: MutantResult) => void },
): MutantResult[] => {
  const tests = testsByFile(deps);
  const files = deps.project.classes
    .filter((type) => !isTestClass(type) && type.name.includes(filter))
    .map(({ declaration }) => declaration.file);
  return files.flatMap((file) => {
    const text = readFileSync(join(deps.root, file), 'utf8');
    const results = findMutants(text, file).map((mutant) => {
      const result = tryMutant(deps, text, { mutant, testClasses: tests.get(file) ?? [] });
      told(result);
      return result;
    });
    compileText(deps, file, text);
    return results;
  });
};

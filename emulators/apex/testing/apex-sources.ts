import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createOrg, type Org } from '../../salesforce/org.ts';
import { createContext } from '../create-context.ts';
import { loadProject, type Project } from '../load-project.ts';
import { testUser } from '../test-run/test-user.ts';
import { toText } from '../values/to-text.ts';

export type LoadedSources = { readonly org: Org; readonly project: Project; readonly userId: string };

/** Loads Apex from texts, by file name (`Name.cls`, `Name.trigger`), over a new org with this package's objects. */
export const loadSources = (sources: Readonly<Record<string, string>>): LoadedSources => {
  const directory = mkdtempSync(join(tmpdir(), 'apex-'));
  try {
    for (const [name, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    const org = createOrg();
    return { org, project: loadProject({ directories: [directory], root: directory, org }), userId: testUser(org) };
  } finally {
    rmSync(directory, { recursive: true });
  }
};

/** What a static method without parameters answers, as Apex would print it, or the exception that it ends in. Nothing that it writes stays. */
export const runStatic = ({ org, project, userId }: LoadedSources, className: string, methodName: string): string => {
  const { engine } = project;
  const [method] = project.classes.find(({ name }) => name === className)?.methods(methodName.toLowerCase()) ?? [];
  if (!method) throw new Error(`no ${className}.${methodName}`);
  let answer = '';
  org.database.transaction(() => {
    project.within(createContext({ userId, isTest: true }), () => {
      try {
        answer = toText(method.invoke(null, []));
      } catch (error) {
        const exception = engine.exceptionOf(error);
        if (!exception) throw error;
        answer = `${exception.type.qualifiedName}: ${exception.message ?? ''}`;
      }
    });
    return false;
  });
  return answer;
};

/** A piece of Apex, its document, and what it gives: `return` gives the answer. */
export type Probe = readonly [what: string, document: string, code: string, answer: string];

/** Runs probes, each as a static method of one class; `members` are further members of that class. */
export const runProbes = (probes: readonly Probe[], members = ''): readonly string[] => {
  const methods = probes.map(([, , code], at) => `public static Object probe${at}() { ${code} }`);
  const loaded = loadSources({ 'Probes.cls': `public class Probes {\n${members}\n${methods.join('\n')}\n}` });
  return probes.map((_probe, at) => runStatic(loaded, 'Probes', `probe${at}`));
};

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrg, type Org, type OrgOptions } from '../../salesforce/org.ts';
import { createContext } from '../create-context.ts';
import type { ExecutionContext } from '../execution-context.ts';
import { loadProject, type Project } from '../load-project.ts';
import type { Value } from '../values/value.ts';

export type TestProject = {
  readonly org: Org;
  readonly project: Project;
  /** Runs a static method of the class `Probe` as one transaction; `as` is a user's id. Throws what the Apex throws. */
  run(method: string, options?: { readonly as?: string; readonly args?: readonly Value[] }): Value;
  /** The last transaction, for its limits. */
  last(): ExecutionContext;
  /** A user of that profile. */
  user(name: string, profile: string): string;
};

const addUser = (org: Org, name: string, profile: string): string => {
  const { id, errors } = org.database.insert('User', {
    ...{ Username: `${name}@northwind.example`, LastName: name, Email: `${name}@northwind.example`, Alias: name },
    ...{ TimeZoneSidKey: 'UTC', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' },
    ProfileId: org.database.findBy('Profile', 'Name', [profile])[0]?.['Id'],
  });
  if (id === null) throw new Error(JSON.stringify(errors));
  return id;
};

/** A project of the class `Probe` and of triggers, `T.trigger` and so on, over a fresh org; run by an administrator. */
export const testProject = (files: Readonly<Record<string, string>>, options: OrgOptions = {}): TestProject => {
  const directory = mkdtempSync(join(tmpdir(), 'apex-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const org = createOrg(options);
  const project = loadProject({ directories: [directory], root: directory, org });
  const admin = addUser(org, 'admin', 'System Administrator');
  let context = createContext({ userId: admin });
  return {
    org,
    project,
    last: () => context,
    user: (name, profile) => addUser(org, name, profile),
    run: (method, { as = admin, args = [] } = {}) => {
      const [found] = project.classes.find((type) => type.name === 'Probe')?.methods(method.toLowerCase()) ?? [];
      if (!found) throw new Error(`Probe has no method ${method}`);
      context = createContext({ userId: as });
      return project.engine.database.transaction(context, () => found.invoke(null, args));
    },
  };
};

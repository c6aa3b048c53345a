import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { TriggerUnitContext } from '@apexdevtools/apex-parser';
import type { Org } from '../salesforce/org.ts';
import { compileClass } from './compile/compile-class.ts';
import { compileTrigger } from './compile/compile-trigger.ts';
import type { Trigger } from './trigger.ts';
import { type ClassCode, declareClass, linkMembers, linkSupertypes } from './compile/declare-class.ts';
import { createEngine, type EngineDeps, type RunningEngine } from './create-engine.ts';
import type { Engine } from './engine.ts';
import { LoadError } from './load-error.ts';
import { findSources } from './parse/find-sources.ts';
import { parseSource } from './parse/parse-source.ts';
import { readTopLevel } from './parse/read-declaration.ts';
import { readLabels } from './parse/read-labels.ts';
import { ClassType } from './types/class-type.ts';

export type ProjectOptions = {
  /** Folders with classes, triggers, labels and pages: the package directories of an SFDX project. */
  readonly directories: readonly string[];
  /** What file names in messages and coverage are relative to. */
  readonly root: string;
  readonly org: Org;
  /** False leaves out classes that begin with `@IsTest`: half of what there is to parse. */
  readonly withTests?: boolean | undefined;
  /** Gets what System.debug is told. */
  readonly debug?: EngineDeps['debug'];
};

/** A project that can run. */
export type Project = RunningEngine & {
  readonly classes: readonly ClassType[];
  readonly triggers: readonly Trigger[];
  /** For compiling a class anew (`mutate/`). */ readonly code: readonly ClassCode[];
};

const withInner = (type: ClassType): ClassType[] => [type, ...[...type.inners.values()].flatMap(withInner)];

/** Superclasses before those that extend them. */
const inOrder = (types: readonly ClassType[]): ClassType[] => {
  const done = new Set<ClassType>();
  const visit = (type: ClassType, below: readonly ClassType[] = []): void => {
    if (done.has(type)) return;
    if (below.includes(type)) throw new LoadError(type.declaration, `${type.name} extends itself`);
    if (type.supertype instanceof ClassType) visit(type.supertype, [...below, type]);
    done.add(type);
  };
  for (const type of types) visit(type);
  return [...done];
};

const loadClasses = (engine: Engine, files: readonly string[], nameOf: (path: string) => string) => {
  const declarations = files.map((path) => {
    const file = nameOf(path);
    return readTopLevel(parseSource.class(readFileSync(path, 'utf8'), file).typeDeclaration(), { file });
  });
  const classes = declarations.map((declaration) => declareClass(declaration));
  for (const type of classes) engine.types.addClass(type);
  const all = classes.flatMap(withInner);
  for (const type of all) linkSupertypes(engine, type);
  const code: ClassCode[] = inOrder(all).map((type) => linkMembers(engine, type));
  for (const each of code) compileClass(engine, each);
  return { classes, code };
};

/** A class is a test's when `@IsTest` is the first word behind its comments. */
const isTestClass = (path: string): boolean => /^(?:\s+|\/\*.*?\*\/|\/\/[^\n]*\n)*@IsTest\b/is.test(readFileSync(path, 'utf8'));

const loadTriggers = (engine: Engine, files: readonly string[], nameOf: (path: string) => string): Trigger[] =>
  files.map((path) => {
    const file = nameOf(path);
    const tree: TriggerUnitContext = parseSource.trigger(readFileSync(path, 'utf8'), file);
    return compileTrigger(engine, tree, file);
  });

/** Parses and compiles everything. Throws LoadError, with file and line, for what cannot run here. */
export const loadProject = ({ directories, root, org, debug, withTests = true }: ProjectOptions): Project => {
  const sources = findSources(directories);
  const nameOf = (path: string): string => relative(root, join(path));
  const triggers: Trigger[] = [];
  const labels = readLabels(sources.labels);
  const pages = sources.pages.map((path) => basename(path, '.page'));
  const running = createEngine({ org, triggers, labels, pages, debug });
  const files = withTests ? sources.classes : sources.classes.filter((path) => !isTestClass(path));
  const { classes, code } = loadClasses(running.engine, files, nameOf);
  triggers.push(...loadTriggers(running.engine, sources.triggers, nameOf));
  return { ...running, classes, triggers, code };
};

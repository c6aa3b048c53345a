import type { Org } from '../../salesforce/org.ts';
import { createContext } from '../create-context.ts';
import type { Project } from '../load-project.ts';
import { runJobs } from '../platform/async/run-jobs.ts';
import type { Method } from '../types/apex-type.ts';
import type { ExceptionObject } from '../values/exception-object.ts';
import { findTests, type TestClass } from './test-method.ts';
import type { TestResult } from './test-result.ts';
import { testUser } from './test-user.ts';

export type TestRunDeps = { readonly org: Org; readonly project: Project };
export type TestRunOptions = {
  /** Runs only methods whose `Class.method` contains this text. */
  readonly filter?: string | undefined;
  /** Stops at the first failure. */
  readonly untilFailure?: boolean;
};

type Run = TestRunDeps & { readonly userId: string };

const traceOf = (exception: ExceptionObject): string => exception.trace.map(({ label, line }) => `${label}: line ${line}`).join('\n');

const failureOf = ({ project }: Run, error: unknown): NonNullable<TestResult['failure']> => {
  const exception = project.engine.exceptionOf(error);
  if (exception) return { message: `${exception.type.qualifiedName}: ${exception.message ?? ''}`, trace: traceOf(exception) };
  // Not an exception of Apex: this engine is at fault, or does not model something that only shows while it runs.
  return {
    message: `engine: ${error instanceof Error ? error.message : String(error)}`,
    trace: error instanceof Error ? (error.stack ?? '') : '',
  };
};

/** Runs one method in its own context; answers what it failed with. */
const invoke = (run: Run, method: Method): TestResult['failure'] => {
  const context = createContext({ userId: run.userId, isTest: true });
  return run.project.within(context, () => {
    try {
      method.invoke(null, []);
      // What was queued and not run by stopTest runs when the method is over.
      runJobs(run.project.engine);
      return undefined;
    } catch (error) {
      return failureOf(run, error);
    }
  });
};

/** Undoes everything that `work` wrote. */
const undone = <T>({ org }: Run, work: () => T): T => {
  let answer: { value: T } | undefined;
  org.database.transaction(() => {
    answer = { value: work() };
    return false;
  });
  if (!answer) throw new Error('a test ended without an answer');
  return answer.value;
};

const runMethod = (run: Run, { type }: TestClass, method: Method): TestResult => {
  const start = performance.now();
  const failure = undone(run, () => invoke(run, method));
  const result = { className: type.name, methodName: method.name, milliseconds: performance.now() - start };
  return failure ? { ...result, failure } : result;
};

/** The set-up's rows are there for each test; its statics are not (Apex Developer Guide, "Using Test Setup Methods"). */
const runClass = (
  run: Run,
  testClass: TestClass,
  { tests, untilFailure }: { tests: readonly Method[]; untilFailure: boolean },
): TestResult[] =>
  undone(run, () => {
    for (const method of testClass.setUp) {
      const failure = invoke(run, method);
      if (failure) return tests.map((test) => ({ className: testClass.type.name, methodName: test.name, milliseconds: 0, failure }));
    }
    const results: TestResult[] = [];
    for (const test of tests) {
      const result = runMethod(run, testClass, test);
      results.push(result);
      if (untilFailure && result.failure) break;
    }
    return results;
  });

/** Runs the test methods of a project, one after the other, as an administrator; nothing that they write stays. */
export const runTests = (deps: TestRunDeps, { filter = '', untilFailure = false }: TestRunOptions = {}): TestResult[] => {
  const run: Run = { ...deps, userId: testUser(deps.org) };
  return findTests(deps.project.classes).flatMap((testClass) => {
    const tests = testClass.tests.filter(({ name }) => `${testClass.type.name}.${name}`.includes(filter));
    return tests.length === 0 ? [] : runClass(run, testClass, { tests, untilFailure });
  });
};

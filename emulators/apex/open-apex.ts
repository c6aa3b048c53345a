import { automatedProcessUserId } from '../salesforce/automated-process-user.ts';
import type { EventSubscriber } from '../salesforce/events/event-subscriber.ts';
import { systemTimers, type Timers } from '../salesforce/events/timers.ts';
import type { Org } from '../salesforce/org.ts';
import { type ActionCall, callAction } from './calls/call-action.ts';
import { callController, type ControllerCall } from './calls/call-controller.ts';
import { callRest, type RestAnswer, type RestCall } from './calls/call-rest.ts';
import type { CallResult } from './calls/call-result.ts';
import { eventSubscribers } from './calls/event-subscribers.ts';
import type { HostDeps } from './calls/host-deps.ts';
import { createJobQueue, type JobFailure, type JobQueue } from './host-jobs.ts';
import { loadProject, type Project } from './load-project.ts';
import { readPackageDirectories } from './parse/read-project-file.ts';
import type { CalloutAnswer, CalloutRequest } from './pending-callout.ts';
import { type Coverage, coverageOf } from './test-run/coverage.ts';
import { runTests, type TestRunOptions } from './test-run/run-tests.ts';
import type { TestResult } from './test-run/test-result.ts';

export type ApexOptions = {
  /** An SFDX project: its sfdx-project.json names the package directories, unless they are given. */
  readonly root: string;
  readonly directories?: readonly string[];
  /** False leaves out test classes, for an org that only serves. */
  readonly withTests?: boolean;
  /** Its schema must be that of the same package. */
  readonly org: Org;
  /** Sends callouts; without it every callout fails as to an endpoint that nobody allowed. */
  readonly send?: (request: CalloutRequest) => Promise<CalloutAnswer>;
  readonly timers?: Timers;
  /** Told of asynchronous jobs that ended in an exception. */
  readonly onJobFailure?: (failure: JobFailure) => void;
  /** Gets what System.debug is told. */
  readonly debug?: (message: string) => void;
  /** As whom triggers on platform events run; default: the Automated Process user. */
  readonly eventUserId?: string;
};

/** A package's Apex over an org. */
export type Apex = {
  readonly project: Project;
  /** Jobs that transactions leave behind. */
  readonly jobs: JobQueue;
  /** The triggers on platform events, for the event bus. */
  readonly eventSubscribers: readonly EventSubscriber[];
  /** An `@AuraEnabled` method. */
  controller(call: ControllerCall): Promise<CallResult>;
  /** An `@InvocableMethod`. */
  action(call: ActionCall): Promise<CallResult>;
  /** A path below `/services/apexrest`. */
  rest(call: RestCall): Promise<RestAnswer>;
  /** Runs `@IsTest` methods; what they write is undone. The org must not serve others meanwhile. */
  runTests(options?: TestRunOptions): readonly TestResult[];
  /** Lines that ran since the project was loaded. */
  coverage(): readonly Coverage[];
  /** Resolves when every queued job without a delay is done. */
  settled(): Promise<void>;
  close(): void;
};

const nowhere = (request: CalloutRequest): Promise<CalloutAnswer> =>
  Promise.resolve({ failure: `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${request.endpoint}` });

/** Loads and compiles a project. Throws LoadError, with file and line, for whatever it cannot run. */
export const openApex = (options: ApexOptions): Apex => {
  const { root, org, send = nowhere, timers = systemTimers, onJobFailure = () => undefined } = options;
  const { directories = readPackageDirectories(root), withTests } = options;
  const project = loadProject({ directories, root, org, withTests, debug: options.debug });
  const jobs = createJobQueue({ project, send, timers, onFailure: onJobFailure });
  const deps: HostDeps = { project, send, jobs };
  return {
    project,
    jobs,
    eventSubscribers: eventSubscribers(deps, options.eventUserId ?? automatedProcessUserId),
    controller: callController(deps),
    action: callAction(deps),
    rest: callRest(deps),
    runTests: (which) => runTests({ org, project }, which),
    coverage: () => coverageOf(project),
    settled: () => jobs.settled(),
    close: () => jobs.close(),
  };
};

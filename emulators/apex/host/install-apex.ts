import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EventSubscriber } from '../../salesforce/events/event-subscriber.ts';
import type { Timers } from '../../salesforce/events/timers.ts';
import type { Org } from '../../salesforce/org.ts';
import type { OrgCode, WriteOperation } from '../../salesforce/org-code.ts';
import type { TriggerOperation } from '../execution-context.ts';
import { type Apex, openApex } from '../open-apex.ts';
import { sendCallout } from './send-callout.ts';
import { triggerHeaders, type TriggerHeader } from './trigger-headers.ts';
import { writeRecords } from './write-records.ts';

export type InstallOptions = { readonly timers?: Timers | undefined };

const OPERATIONS: Readonly<Record<WriteOperation, readonly TriggerOperation[]>> = {
  insert: ['insert'],
  update: ['update'],
  upsert: ['insert', 'update'],
  delete: ['delete'],
};

/** Faults of the engine itself are nobody's to catch: they are shouted, because the bus would only note that the trigger failed. */
const shoutFaults =
  (apex: () => Apex, subscriber: EventSubscriber['receive']): EventSubscriber['receive'] =>
  (events, context) => {
    try {
      subscriber(events, context);
    } catch (error) {
      const isOfApex =
        apex().project.engine.exceptionOf(error) !== undefined || (error instanceof Error && error.name === 'RetryableError');
      if (!isOfApex) process.emitWarning(error instanceof Error ? error : String(error));
      throw error;
    }
  };

const subscribersOf = (apex: () => Apex, headers: readonly TriggerHeader[]): EventSubscriber[] =>
  headers
    .filter(({ objectName }) => objectName.endsWith('__e'))
    .map(({ name, objectName }) => {
      const receive: EventSubscriber['receive'] = (events, context) => {
        apex()
          .eventSubscribers.find((each) => each.name === name)
          ?.receive(events, context);
      };
      return { name, topic: objectName, receive: shoutFaults(apex, receive) };
    });

/** Loads at the first call. */
const loadOnce = (org: Org, { timers }: InstallOptions): (() => Apex) => {
  let apex: Apex | undefined;
  return () => {
    apex ??= openApex({
      ...{ org, root: join(org.packageDirectory, '..'), directories: [org.packageDirectory], withTests: false },
      ...(timers ? { timers } : {}),
      send: sendCallout(org.namedCredentials),
    });
    return apex;
  };
};

/**
 * Gives an org the package's own Apex: its triggers fire on writes of the API and on events, its REST classes, actions and controllers can
 * be called. The sources are parsed when something of that first happens. An org whose package directory is missing gets nothing; one that
 * has its code already keeps it.
 */
export const installApex = (org: Org, options: InstallOptions = {}): OrgCode | undefined => {
  if (org.code || !existsSync(org.packageDirectory)) return org.code;
  const headers = triggerHeaders([org.packageDirectory]);
  const apex = loadOnce(org, options);
  let isLoaded = false;
  const loaded = (): Apex => {
    isLoaded = true;
    return apex();
  };
  const code: OrgCode = {
    subscribers: subscribersOf(loaded, headers),
    hasTriggers: (objectName, operation) =>
      org.foreignTriggers.some((trigger) => trigger.objectName === objectName) ||
      headers.some((header) => header.objectName === objectName && OPERATIONS[operation].some((each) => header.operations.has(each))),
    write: (request) => {
      const { project, jobs } = loaded();
      return writeRecords({ org, project, finished: (context) => jobs.add(context.jobs, request.userId) })(request);
    },
    rest: (call) => loaded().rest(call),
    action: (call) => loaded().action(call),
    controller: (call) => loaded().controller(call),
    settled: () => (isLoaded ? loaded().settled() : Promise.resolve()),
    close: () => {
      if (isLoaded) loaded().close();
    },
  };
  org.code = code;
  return code;
};

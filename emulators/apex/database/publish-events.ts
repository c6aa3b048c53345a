import { randomUUID } from 'node:crypto';
import type { Fields, Row, SaveError } from '../../salesforce/database/database.ts';
import { validateEvent } from '../../salesforce/events/validate-event.ts';
import { recordId } from '../../salesforce/schema/record-id.ts';
import type { ExecutionContext } from '../execution-context.ts';
import { toStored } from '../values/field-value.ts';
import { SObject } from '../values/sobject.ts';
import type { ApexDatabase, DmlResult } from './apex-database.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { MAX_TEST_EVENTS, TestEventBus } from './test-event-bus.ts';

type Publication = {
  readonly event: { readonly topic: string; readonly fields: Row; readonly createdById: string };
  readonly isImmediate: boolean;
};

const fieldsOf = (event: SObject): Fields => {
  const custom = [...event.values].filter(
    ([name, value]) => event.object.fields.get(name.toLowerCase())?.custom && !(value instanceof SObject),
  );
  return Object.fromEntries(custom.map(([name, value]) => [name, toStored(value)]));
};

const refused = (error: SaveError): DmlResult => ({ id: null, success: false, errors: [error] });

const tooMany: SaveError = { statusCode: 'LIMIT_EXCEEDED', message: `A test publishes at most ${MAX_TEST_EVENTS} events`, fields: [] };

type Publisher = Pick<ApexDatabase, 'publish' | 'deliverEvents' | 'failEvents'>;

/** One test bus for each test, whichever transaction inside it publishes. */
const testBuses = (deps: ApexDatabaseDeps, root: () => ExecutionContext) => {
  const buses = new WeakMap<ExecutionContext, TestEventBus>();
  return (): TestEventBus => {
    const bus = buses.get(root()) ?? new TestEventBus(deps);
    buses.set(root(), bus);
    return bus;
  };
};

const toTestBus = ({ org }: ApexDatabaseDeps, bus: TestEventBus, { event, isImmediate }: Publication): SaveError | undefined => {
  if (bus.isFull) return tooMany;
  const { topic, fields, createdById } = event;
  const takeBack = bus.publish(topic, { fields, createdById, createdAt: org.clock.now(), eventUuid: randomUUID() });
  if (!isImmediate) org.database.onUndo(takeBack);
  return undefined;
};

const toOrgBus = ({ org }: ApexDatabaseDeps, { event, isImmediate }: Publication): void => {
  const send = () => {
    org.onPlatformEvent(event.topic, event.fields, event.createdById);
  };
  if (isImmediate) send();
  else org.database.onCommit(send);
};

const isImmediate = (event: SObject | undefined): boolean => event?.object.publishBehavior === 'PublishImmediately';

/**
 * EventBus.publish (Platform Events Developer Guide, "Publish Event Messages with Apex"): validated at once; stored on the bus when the
 * transaction commits, or at once where the event says PublishImmediately. In a test everything goes to the test's own bus. `root` is the
 * outermost transaction.
 */
export const publishEvents = (deps: ApexDatabaseDeps, root: () => ExecutionContext): Publisher => {
  const { context } = deps;
  const testBus = testBuses(deps, root);
  let lastId = 0;
  const publishOne = (record: SObject): DmlResult => {
    const check = validateEvent(record.object, fieldsOf(record), true);
    if ('error' in check) return refused(check.error);
    const event = { topic: record.object.name, fields: check.values, createdById: context().userId };
    const publication = { event, isImmediate: isImmediate(record) };
    if (!context().isTest) toOrgBus(deps, publication);
    const fault = context().isTest ? toTestBus(deps, testBus(), publication) : undefined;
    if (fault) return refused(fault);
    lastId += 1;
    return { id: recordId.make('e00', lastId), success: true, errors: [] };
  };
  return {
    publish: (events) => {
      if (events.length === 0) return [];
      context().limits.count(isImmediate(events[0]) ? 'publishImmediateDml' : 'dmlStatements');
      return events.map(publishOne);
    },
    deliverEvents: () => {
      testBus().deliver();
    },
    failEvents: () => {
      testBus().fail();
    },
  };
};

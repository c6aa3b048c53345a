import { recordsOf } from '../../compile/dml-statements.ts';
import type { Engine } from '../../engine.ts';
import type { EventDelivery } from '../../execution-context.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import type { ApexList } from '../../values/list.ts';
import type { SObject } from '../../values/sobject.ts';
import { Outcome } from '../database/dml-result-types.ts';

class TriggerContext {
  readonly delivery: EventDelivery;

  constructor(delivery: EventDelivery) {
    this.delivery = delivery;
  }
}

const outcomes = (engine: Engine, events: SObject[]): Outcome[] =>
  engine.database.publish(events).map((each) => new Outcome('SaveResult', each));

/** Apex Reference Guide, "EventBus Namespace". */
export const eventBusTypes = (engine: Engine): PlatformType[] => [
  {
    name: 'EventBus',
    statics: {
      'Database.SaveResult publish(SObject event)': (event: SObject) => outcomes(engine, [event])[0],
      'List<Database.SaveResult> publish(List<SObject> events)': (events: ApexList) => outcomes(engine, recordsOf(events)),
    },
  },
  {
    name: 'EventBus.TriggerContext',
    is: (value) => value instanceof TriggerContext,
    properties: {
      'String lastError': { get: (self: TriggerContext) => self.delivery.lastError },
      'Integer retries': { get: (self: TriggerContext) => self.delivery.retries },
    },
    methods: {
      'String getResumeCheckpoint()': (self: TriggerContext) => self.delivery.resumeCheckpoint(),
      'void setResumeCheckpoint(String replayId)': (self: TriggerContext, replayId: string) => self.delivery.setResumeCheckpoint(replayId),
    },
    statics: {
      'EventBus.TriggerContext currentContext()': () => {
        const { event } = engine.context();
        return event ? new TriggerContext(event) : null;
      },
    },
  },
];

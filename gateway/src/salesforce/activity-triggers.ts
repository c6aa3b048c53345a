import { z } from 'zod';
import type { ActivityTrigger, ActivityTriggers, Passed } from '../pipeline/activity-trigger.ts';
import type { SalesforceClient } from './client.ts';
import { replayPosition } from './replay-position.ts';
import { soql } from './soql.ts';

/*
 * Object Reference, "EventBusSubscriber": any internal user of the org may query it, one row a trigger. LastProcessed came with 66.0, because
 * Position, a 32-bit number, could not hold every replay id. Tip and LastPublished are no help: of high-volume events they are -1.
 */
const API_VERSION = '66.0';
const QUERY = soql`SELECT Name, Status, Retries, LastError, IsPartitioned, LastProcessed FROM EventBusSubscriber
  WHERE Topic = ${'Frontline_Activity__e'} AND Type = ${'ApexTrigger'} ORDER BY Name`;

const recordSchema = z.object({
  Name: z.string(),
  Status: z.string(),
  Retries: z.number().nullish(),
  LastError: z.string().nullish(),
  IsPartitioned: z.boolean().nullish(),
  LastProcessed: z.string().nullish(),
});

/** Reads the subscriptions of the package's trigger, and of any other trigger that an admin has put on the event. */
export function activityTriggers(client: Pick<SalesforceClient, 'query'>): ActivityTriggers {
  return {
    all: async () => (await client.query(QUERY, recordSchema, { apiVersion: API_VERSION })).map(toTrigger),
  };
}

function toTrigger(record: z.infer<typeof recordSchema>): ActivityTrigger {
  const { Name: name, Status: status, Retries: retries, LastError: lastError } = record;
  return { name, status, retries: retries ?? 0, ...(lastError ? { lastError } : {}), hasPassed: comparison(record) };
}

// The partitions of a trigger each have a place of their own, and the one row does not say whose place it names.
function comparison({ IsPartitioned, LastProcessed }: z.infer<typeof recordSchema>): (replayId: string) => Passed {
  if (IsPartitioned === true || !LastProcessed || !/^\d+$/.test(LastProcessed)) return () => 'unknown';
  const position = BigInt(LastProcessed);
  return (replayId) => {
    const event = replayPosition(replayId);
    if (event === undefined) return 'unknown';
    return position >= event ? 'yes' : 'no';
  };
}

import { z } from 'zod';
import type { LocalStack } from '../../e2e/stack/local-stack.ts';

/** Calls that the emulated org has answered, by kind, as it counts them itself. */
export interface SalesforceCalls {
  /** Against the daily allowance: REST, Apex REST, SOQL. */
  readonly rest: number;
  /** Publish requests of the Pub/Sub API: they count against the hourly publish allocation, by events. */
  readonly publish: number;
  readonly byKind: Readonly<Record<string, number>>;
}

const countsSchema = z.record(z.string(), z.number());
const LOG_IN: ReadonlySet<string> = new Set(['token', 'userinfo']);

/** Reads the org's counters. Log-ins are not counted against the daily allowance, and left out. */
export async function salesforceCalls({ salesforce, gatewayUrl }: LocalStack): Promise<SalesforceCalls> {
  const answer = await fetch(`${salesforce.url}/__emulator/requests`);
  const counts = countsSchema.parse(await answer.json());
  const byKind = Object.fromEntries(Object.entries(counts).filter(([kind]) => !LOG_IN.has(kind)));
  const rest = Object.values(byKind).reduce((sum, count) => sum + count, 0);
  return { rest, publish: await publishRequests(gatewayUrl), byKind };
}

/** By the gateway's own metrics: a request of the Pub/Sub API leaves no trace in the org but its events. */
async function publishRequests(gatewayUrl: string): Promise<number> {
  const text = await (await fetch(`${gatewayUrl}/metrics`)).text();
  const [, count] = /^frontline_publish_batch_events_count (\d+)$/m.exec(text) ?? [];
  if (count === undefined) throw new Error('the gateway has no metric of publish requests');
  return Number(count);
}

import { z } from 'zod';
import type { ReceiptSource } from '../pipeline/receipt-source.ts';
import type { SalesforceClient } from './client.ts';

const answer = z.object({ receipts: z.record(z.string(), z.enum(['task', 'deleted', 'failed', 'erased', 'unknown'])) });

/** Asks the package's Apex REST resource for receipts (FrontlineReceiptsResource). */
export function receipts(client: Pick<SalesforceClient, 'apexRest'>): ReceiptSource {
  return {
    fatesOf: async (keys) => {
      const { receipts: fates } = await client.apexRest({ path: '/frontline/receipts', body: { keys }, answer });
      return new Map(Object.entries(fates));
    },
  };
}

import { z } from 'zod';
import type { Receipt, ReceiptSource, Trace } from '../pipeline/receipt-source.ts';
import type { SalesforceClient } from './client.ts';

const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .nullish();
const trace = z.object({
  deliveryStatus: z.string().nullish(),
  editedAt: moment,
  deletedAt: moment,
  // A failure that somebody made by hand may have no kind.
  failedKinds: z.array(z.string().nullable()),
});
const answer = z.object({
  receipts: z.record(z.string(), z.enum(['task', 'deleted', 'failed', 'erased', 'unknown'])),
  /** A package of before has none. */
  traces: z.record(z.string(), trace).optional(),
});

/** Asks the package's Apex REST resource for receipts (FrontlineReceiptsResource). */
export function receipts(client: Pick<SalesforceClient, 'apexRest'>): ReceiptSource {
  return {
    receiptsOf: async (keys) => {
      const { receipts: fates, traces = {} } = await client.apexRest({ path: '/frontline/receipts', body: { keys }, answer });
      return new Map(
        Object.entries(fates).map(([key, fate]): [string, Receipt] => {
          const told = traces[key];
          return [key, { fate, ...(told && { trace: traceOf(told) }) }];
        }),
      );
    },
  };
}

const traceOf = ({ deliveryStatus, editedAt, deletedAt, failedKinds }: z.infer<typeof trace>): Trace => ({
  ...(deliveryStatus && { deliveryStatus }),
  ...(editedAt && { editedAt }),
  ...(deletedAt && { deletedAt }),
  failedKinds: failedKinds.filter((kind) => kind !== null),
});

import { z } from 'zod';
import { recordKind } from '../directory/record-kind.ts';
import type { SameCustomer } from '../operations/same-customer.ts';
import type { SalesforceClient } from './client.ts';
import { toSalesforceError } from './salesforce-error.ts';
import { soql } from './soql.ts';

const accountSchema = z.object({ PersonContactId: z.string().nullable() });

/** Asks whether an Account is a person; of anything else nothing needs to be asked. */
export function sameCustomer({ client }: { readonly client: Pick<SalesforceClient, 'query'> }): SameCustomer {
  return async (recordId) => {
    if (recordKind(recordId) !== 'account') return [recordId];
    const query = soql`SELECT PersonContactId FROM Account WHERE Id = ${recordId}`;
    const accounts = await client.query(query, accountSchema).catch(noneWithoutPersons);
    return [recordId, ...accounts.flatMap(({ PersonContactId: contactId }) => contactId ?? [])];
  };
}

/** An org without Person Accounts has no such field (Object Reference, Account). */
function noneWithoutPersons(thrown: unknown): readonly z.infer<typeof accountSchema>[] {
  if (toSalesforceError(thrown).upstreamCode !== 'INVALID_FIELD') throw thrown;
  return [];
}

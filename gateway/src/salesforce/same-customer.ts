import { z } from 'zod';
import { recordKind } from '../directory/record-kind.ts';
import { GatewayError } from '../errors.ts';
import type { SameCustomer } from '../operations/same-customer.ts';
import type { SalesforceClient } from './client.ts';
import { toSalesforceError } from './salesforce-error.ts';
import { soql } from './soql.ts';

const accountSchema = z.object({ PersonContactId: z.string().nullable() });
const businessSchema = z.object({ Id: z.string() });

/**
 * Asks whether an Account is there, and whether it is a person; of anything else nothing needs to be asked. One that is no person is a customer too,
 * where its own Phone is that of a conversation.
 */
export function sameCustomer({ client }: { readonly client: Pick<SalesforceClient, 'query'> }): SameCustomer {
  /** An org without Person Accounts has no such field (Object Reference, Account). */
  const withoutPersons = (recordId: string) => async (thrown: unknown) => {
    if (toSalesforceError(thrown).upstreamCode !== 'INVALID_FIELD') throw thrown;
    const businesses = await client.query(soql`SELECT Id FROM Account WHERE Id = ${recordId}`, businessSchema);
    return businesses.map(() => ({ PersonContactId: null }));
  };
  return async (recordId) => {
    if (recordKind(recordId) !== 'account') return [recordId];
    const query = soql`SELECT PersonContactId FROM Account WHERE Id = ${recordId}`;
    const [account] = await client.query(query, accountSchema).catch(withoutPersons(recordId));
    if (account === undefined) throw new GatewayError('bad_request', NO_ACCOUNT);
    return account.PersonContactId ? [recordId, account.PersonContactId] : [recordId];
  };
}

// Without its Contact most of a Person Account would stay, and nobody would know.
const NO_ACCOUNT =
  'recordId: Salesforce has no such Account, or does not show it to the integration user. Check the Id, its capitals too. Has the record been deleted? ' +
  'Then purge the Id of its Contact (003...) and its numbers.';

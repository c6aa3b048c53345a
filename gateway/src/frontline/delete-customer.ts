import { z } from 'zod';
import type { CustomerRecords } from '../directory/customer-records.ts';
import type { CustomerSettingsSource } from '../directory/customer-settings.ts';
import type { Directory } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import { readParams, required, worker, type CallbackParams } from './callback-params.ts';
import { refusal } from './refusal.ts';

export interface DeleteCustomerDeps {
  readonly directory: Pick<Directory, 'owns'>;
  readonly records: CustomerRecords;
  readonly settings: CustomerSettingsSource;
  readonly log: Log;
}

const requestSchema = z.object({ Worker: worker, CustomerId: required });

/** DeleteCustomer: a Contact of the rep's own goes to the recycle bin, where the admin lets reps delete any. Anybody else's is 404. */
export function deleteCustomer({ directory, records, settings, log }: DeleteCustomerDeps) {
  return async (params: CallbackParams) => {
    const { Worker, CustomerId } = readParams(requestSchema, params);
    if (!(await settings.current()).repsDelete) throw refusal('Customers are deleted in Salesforce.');
    if (!(await directory.owns(Worker, CustomerId))) throw new GatewayError('not_found', 'This worker has no such customer.');
    const { refused } = await records.remove(CustomerId);
    log.info({ worker: Worker, customerId: CustomerId, refused }, 'a rep asked to delete a customer');
    if (refused !== undefined) throw refusal('Salesforce did not delete this customer. Ask your admin.');
    return {};
  };
}

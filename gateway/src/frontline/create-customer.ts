import type { CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import { readChannels } from '../directory/customer-channels.ts';
import type { CustomerRecords } from '../directory/customer-records.ts';
import type { CustomerSettingsSource } from '../directory/customer-settings.ts';
import type { Directory } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import { readParams, required, worker, type CallbackParams } from './callback-params.ts';
import { customerCard } from './customer-details.ts';
import { refusal } from './refusal.ts';

export interface CreateCustomerDeps {
  readonly directory: Pick<Directory, 'findByAddress' | 'findUser' | 'details'>;
  readonly records: CustomerRecords;
  readonly settings: CustomerSettingsSource;
  readonly defaultCountry: CountryCode;
  readonly log: Log;
}

const requestSchema = z.object({ Worker: worker, DisplayName: required, Channels: required });

/**
 * CreateCustomer: a Contact of the rep's own, where the admin lets reps add any. Refused, with words for the rep, when the number is
 * somebody's already or the org does not want the record.
 */
export function createCustomer({ directory, records, settings, defaultCountry, log }: CreateCustomerDeps) {
  return async (params: CallbackParams) => {
    const request = readParams(requestSchema, params);
    if (!(await settings.current()).repsCreate) throw refusal('Customers are added in Salesforce.');
    const channels = readChannels(request.Channels, defaultCountry);
    if (channels === undefined) throw new GatewayError('bad_request', 'missing or malformed: Channels');
    const { number, email } = channels;
    if (number === undefined) throw refusal('Give a phone number with its country code, such as +1 415 555 0132.');
    const owner = await directory.findUser(request.Worker);
    if (!owner?.isActive) throw new GatewayError('forbidden', 'This worker is no active user.');
    const taken = 'A customer with this number exists already.';
    if (await directory.findByAddress({ channel: 'sms', number }, { fresh: true })) throw refusal(taken);
    const lastName = request.DisplayName;
    const created = await records.create({
      kind: 'contact',
      number,
      lastName,
      company: '',
      ownerId: owner.id,
      ...(email !== undefined && { email }),
    });
    if ('refused' in created) {
      log.warn({ worker: request.Worker, reason: created.refused }, 'the org refused a customer that a rep added');
      throw refusal('Salesforce did not accept this customer. Ask your admin.');
    }
    if (!created.isNew) throw refusal(taken);
    const customer = await directory.details(request.Worker, created.id);
    if (!customer) throw new GatewayError('upstream_refused', 'A customer was created, and is not to be seen.');
    return { objects: { customer: customerCard(customer) } };
  };
}

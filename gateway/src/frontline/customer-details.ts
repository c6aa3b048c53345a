import { z } from 'zod';
import type { Customer, Directory } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import { readParams, required, worker, type CallbackParams } from './callback-params.ts';

const requestSchema = z.object({ Worker: worker, CustomerId: required });

/** GetCustomerDetailsByCustomerId: the card of one of the worker's own customers; anybody else's is 404. */
export function customerDetails({ directory }: { readonly directory: Directory }) {
  return async (params: CallbackParams) => {
    const request = readParams(requestSchema, params);
    const customer = await directory.details(request.Worker, request.CustomerId);
    if (!customer) throw new GatewayError('not_found', 'This worker has no such customer.');
    return { objects: { customer: customerCard(customer) } };
  };
}

/** A customer as the app's card shows it. */
export function customerCard(customer: Customer) {
  return {
    customer_id: customer.id,
    display_name: customer.displayName,
    channels: customer.phones.flatMap((phone) => [
      { type: 'sms', value: phone },
      { type: 'whatsapp', value: `whatsapp:${phone}` },
    ]),
    // Frontline's web app opens only https and mailto links.
    links: [
      { type: 'CRM', value: customer.recordUrl, display_name: 'Open in Salesforce' },
      ...(customer.email === undefined ? [] : [{ type: 'Email', value: `mailto:${customer.email}`, display_name: 'Send e-mail' }]),
    ],
    details: { title: 'Information', content: information(customer) },
  };
}

function information({ accountName, title, phones }: Customer): string {
  const lines = [accountName, title, ...phones].filter((line) => line !== undefined);
  return lines.length > 0 ? lines.join('\n\n') : 'Salesforce has no account, title or phone number for this contact.';
}

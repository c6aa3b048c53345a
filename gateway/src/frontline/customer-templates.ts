import { z } from 'zod';
import type { Customer, Directory } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import { renderTemplate } from '../templates/render-template.ts';
import type { Template, TemplateSource } from '../templates/template.ts';
import { readParams, required, worker, type CallbackParams } from './callback-params.ts';

export interface CustomerTemplatesDeps {
  readonly directory: Directory;
  readonly templates: TemplateSource;
  readonly log: Log;
}

const requestSchema = z.object({ Worker: worker, CustomerId: required });

/**
 * GetTemplatesByCustomerId: the admin's templates filled in for this customer, by category in the admin's order.
 * `whatsAppApproved` marks those with a Twilio Content SID: since 2025-04-01 WhatsApp knows an approved template by that
 * alone (https://www.twilio.com/docs/api/errors/63016).
 */
export function customerTemplates({ directory, templates, log }: CustomerTemplatesDeps) {
  return async (params: CallbackParams) => {
    const request = readParams(requestSchema, params);
    const [customer, all] = await Promise.all([directory.details(request.Worker, request.CustomerId), templates.all()]);
    if (!customer) throw new GatewayError('not_found', 'This worker has no such customer.');
    const categories = new Map<string, object[]>();
    for (const template of all) {
      const entry = fill(template, { customer, log });
      if (!entry) continue;
      categories.set(template.category, [...(categories.get(template.category) ?? []), entry]);
    }
    return [...categories].map(([display_name, entries]) => ({ display_name, templates: entries }));
  };
}

function fill(template: Template, { customer, log }: { readonly customer: Customer; readonly log: Log }): object | undefined {
  const rendered = renderTemplate(template.text, customer.mergeFields);
  if ('missing' in rendered) {
    log.info(
      { template: template.name, customerId: customer.id, missing: rendered.missing },
      'template left out: no value for a merge field',
    );
    return undefined;
  }
  return { content: rendered.text, ...(template.contentSid !== undefined && { whatsAppApproved: true }) };
}

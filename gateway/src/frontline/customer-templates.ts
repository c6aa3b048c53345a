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

// Frontline takes no answer over 64 KB (error 48003); each template is counted with its category, which is more than it takes.
const MAX_BYTES = 60_000;

interface FilledTemplate {
  readonly category: string;
  readonly entry: object;
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
    const filled = all.flatMap((template) => fill(template, { customer, log }));
    const shown = whatFits(filled);
    if (shown.length < filled.length) {
      log.warn({ shown: shown.length, templates: filled.length }, 'templates left out: Frontline takes no answer over 64 KB');
    }
    return byCategory(shown);
  };
}

function fill(template: Template, { customer, log }: { readonly customer: Customer; readonly log: Log }): readonly FilledTemplate[] {
  const rendered = renderTemplate(template.text, customer.mergeFields);
  if ('missing' in rendered) {
    log.info(
      { template: template.name, customerId: customer.id, missing: rendered.missing },
      'template left out: no value for a merge field',
    );
    return [];
  }
  const entry = { content: rendered.text, ...(template.contentSid !== undefined && { whatsAppApproved: true }) };
  return [{ category: template.category, entry }];
}

/** The first templates that fit into an answer. */
function whatFits(filled: readonly FilledTemplate[]): readonly FilledTemplate[] {
  let bytes = 0;
  return filled.filter((template) => (bytes += Buffer.byteLength(JSON.stringify(template))) <= MAX_BYTES);
}

function byCategory(filled: readonly FilledTemplate[]): readonly object[] {
  const categories = Map.groupBy(filled, ({ category }) => category);
  return [...categories].map(([display_name, templates]) => ({ display_name, templates: templates.map(({ entry }) => entry) }));
}

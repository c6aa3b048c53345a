import { z } from 'zod';
import type { Template, TemplateSource } from '../templates/template.ts';
import { metadataRecords, type MetadataDependencies } from './metadata-records.ts';
import { soql } from './soql.ts';

const QUERY = soql`SELECT DeveloperName, Category__c, Text__c, Language__c, WhatsApp_Content_Sid__c,
  WhatsApp_Variables__c, Sort_Order__c FROM Frontline_Template__mdt
  WHERE Active__c = ${true} ORDER BY DeveloperName`;

const text = z.string().nullish();
const recordSchema = z.object({
  DeveloperName: z.string(),
  Category__c: text,
  Text__c: text,
  Language__c: text,
  WhatsApp_Content_Sid__c: text,
  WhatsApp_Variables__c: text,
  Sort_Order__c: z.number().nullish(),
});

type TemplateRecord = z.infer<typeof recordSchema>;

// Queries of custom metadata sort by plain fields only; templates without a place in the order come last.
const byOrder = (one: TemplateRecord, other: TemplateRecord) => (one.Sort_Order__c ?? Infinity) - (other.Sort_Order__c ?? Infinity) || 0;

/**
 * The active templates of `Frontline_Template__mdt`, in the order to show them. One without a text is nothing to offer. One whose variables are no
 * JSON object of texts cannot be sent as approved: it is offered as a text, and that is logged.
 */
export function metadataTemplates(deps: MetadataDependencies): TemplateSource {
  const read = metadataRecords(deps, QUERY, recordSchema);
  const reported = new Set<string>();
  const report = (name: string) => {
    if (!reported.has(name))
      deps.log.warn({ record: name }, 'WhatsApp Variables of a Frontline_Template__mdt record are no JSON object of texts');
    reported.add(name);
  };
  return { all: async () => (await read()).toSorted(byOrder).flatMap((record) => toTemplate(record, report)) };
}

function toTemplate(record: TemplateRecord, report: (name: string) => void): Template[] {
  const { DeveloperName: name, Category__c: category, Text__c, Language__c: language } = record;
  if (!Text__c?.trim()) return [];
  const variables = readVariables(record.WhatsApp_Variables__c);
  if (!variables) report(name);
  const contentSid = variables && record.WhatsApp_Content_Sid__c;
  return [
    {
      name,
      category: category ?? '',
      text: Text__c,
      ...(language ? { language } : {}),
      ...(contentSid ? { contentSid } : {}),
      ...(contentSid && Object.keys(variables).length > 0 ? { variables } : {}),
    },
  ];
}

const variablesSchema = z.record(z.string(), z.string());

function readVariables(text: string | null | undefined): Readonly<Record<string, string>> | undefined {
  if (!text?.trim()) return {};
  try {
    return variablesSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

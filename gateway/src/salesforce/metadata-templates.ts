import { z } from 'zod';
import type { Template, TemplateSource } from '../templates/template.ts';
import { metadataRecords, type MetadataDependencies } from './metadata-records.ts';
import { soql } from './soql.ts';

const QUERY = soql`SELECT DeveloperName, Category__c, Text__c, WhatsApp_Content_Sid__c, Sort_Order__c FROM Frontline_Template__mdt
  WHERE Active__c = ${true} ORDER BY DeveloperName`;

const text = z.string().nullish();
const recordSchema = z.object({
  DeveloperName: z.string(),
  Category__c: text,
  Text__c: text,
  WhatsApp_Content_Sid__c: text,
  Sort_Order__c: z.number().nullish(),
});

type TemplateRecord = z.infer<typeof recordSchema>;

// Queries of custom metadata sort by plain fields only; templates without a place in the order come last.
const byOrder = (one: TemplateRecord, other: TemplateRecord) => (one.Sort_Order__c ?? Infinity) - (other.Sort_Order__c ?? Infinity) || 0;

/** The active templates of `Frontline_Template__mdt`, in the order to show them. One without a text is nothing to offer. */
export function metadataTemplates(deps: MetadataDependencies): TemplateSource {
  const read = metadataRecords(deps, QUERY, recordSchema);
  return { all: async () => (await read()).toSorted(byOrder).flatMap(toTemplate) };
}

function toTemplate({
  DeveloperName: name,
  Category__c: category,
  Text__c,
  WhatsApp_Content_Sid__c: contentSid,
}: TemplateRecord): Template[] {
  if (!Text__c?.trim()) return [];
  return [{ name, category: category ?? '', text: Text__c, ...(contentSid ? { contentSid } : {}) }];
}

import { z } from 'zod';
import type { ExtraFields, ExtraValues } from '../templates/extra-fields.ts';
import { MAX_QUERIES } from './composite-queries.ts';
import { fieldPath } from './field-path.ts';
import { metadataRecords, type MetadataDependencies } from './metadata-records.ts';
import { isRecordId } from '../directory/record-id.ts';
import { toSalesforceError } from './salesforce-error.ts';
import { soql } from './soql.ts';
import { SoqlText } from './soql-text.ts';

const SETTING = soql`SELECT Customer_Language_Field__c FROM Frontline_Setting__mdt WHERE DeveloperName = ${'Default'}`;
const settingSchema = z.object({ Customer_Language_Field__c: z.string().nullish() });
const recordSchema = z.record(z.string(), z.unknown());

type ObjectName = 'Contact' | 'Lead' | 'Account';
const OBJECTS: ReadonlyMap<string, ObjectName> = new Map([
  ['003', 'Contact'],
  ['00Q', 'Lead'],
  ['001', 'Account'],
]);

/** How long a field that the org refused is not asked for again, in milliseconds: an admin may be adding it. */
const REFUSED_MS = 10 * 60_000;

/**
 * Fields that templates name and the customer's card does not have, in one request. A field that the org does not have, or that the
 * gateway's user may not see, has no value: it is asked for no more for ten minutes, and said in the log.
 */
export function extraFields(deps: MetadataDependencies): ExtraFields {
  const settings = metadataRecords({ ...deps, isRequired: false }, SETTING, settingSchema);
  const { ask, isRefused } = recordReader(deps);
  return {
    of: async (customerId, names): Promise<ExtraValues> => {
      const object = isRecordId(customerId) ? OBJECTS.get(customerId.slice(0, 3)) : undefined;
      if (!object) return { values: new Map() };
      const languageField = await languageFieldOf(settings);
      const wanted = names.flatMap((name) => pathsFor(object, name));
      const paths = [...new Set([...wanted.map(({ path }) => path), ...(languageField === undefined ? [] : [languageField])])];
      const asked = paths.filter((path) => fieldPath(path) !== undefined && !isRefused(object, path));
      const records = asked.length === 0 ? [] : await ask({ object, id: customerId, paths: asked });
      const valueOf = (path: string) => records.map((record) => textAt(record, path)).find((text) => text !== undefined);
      const language = languageField === undefined ? undefined : valueOf(languageField);
      const values = new Map(wanted.flatMap(({ name, path }) => entry(name, valueOf(path))));
      return { values, ...(language !== undefined && { language }) };
    },
  };
}

interface Wanted {
  readonly object: ObjectName;
  readonly id: string;
  readonly paths: readonly string[];
}

type Found = Readonly<Record<string, unknown>>;

/** Reads all fields at once, or one by one where the org refuses some of them. */
function recordReader({ client, clock, log }: MetadataDependencies) {
  const refused = new Map<string, number>();
  const refuse = (field: string) => {
    refused.set(field, clock.now().getTime() + REFUSED_MS);
    log.warn({ field }, 'templates name a field that Salesforce refuses: it does not exist, or the permission set does not grant it');
  };
  const oneByOne = async ({ object, id, paths }: Wanted): Promise<readonly Found[]> => {
    const found: Found[] = [];
    for (let at = 0; at < paths.length; at += MAX_QUERIES) {
      const some = paths.slice(at, at + MAX_QUERIES);
      const answers = await client.queries(some.map((path) => queryOf({ object, id, paths: [path] })));
      for (const [index, answer] of answers.entries()) {
        if (!('error' in answer)) found.push(...z.array(recordSchema).parse(answer.records));
        else if (answer.error.upstreamCode === 'INVALID_FIELD') refuse(`${object}.${some[index] ?? ''}`);
        else throw answer.error;
      }
    }
    return found;
  };
  return {
    isRefused: (object: ObjectName, path: string) => (refused.get(`${object}.${path}`) ?? -Infinity) > clock.now().getTime(),
    ask: async (wanted: Wanted): Promise<readonly Found[]> => {
      try {
        return await client.query(queryOf(wanted), recordSchema);
      } catch (thrown) {
        if (toSalesforceError(thrown).upstreamCode !== 'INVALID_FIELD') throw thrown;
        return oneByOne(wanted);
      }
    },
  };
}

const queryOf = ({ object, id, paths }: Wanted): SoqlText => {
  const fields = paths.flatMap((path) => fieldPath(path) ?? []).reduce((list, path) => soql`${list}, ${path}`, soql`Id`);
  return soql`SELECT ${fields} FROM ${new SoqlText(object)} WHERE Id = ${id}`;
};

/** Where a merge field is found from the customer's own record: `Contact.` is the customer, whatever it is. */
function pathsFor(object: ObjectName, name: string): readonly { readonly name: string; readonly path: string }[] {
  const [first = '', ...rest] = name.split('.');
  const path = rest.join('.');
  if (path === '') return [];
  switch (first.toLowerCase()) {
    case 'contact':
    case object.toLowerCase():
      return [{ name, path }];
    case 'account':
      return object === 'Contact' ? [{ name, path: `Account.${path}` }] : [];
    case 'user':
    case 'owner':
      return [{ name, path: `Owner.${path}` }];
    default:
      return [];
  }
}

/** A package from before the setting has none. */
async function languageFieldOf(read: () => Promise<readonly z.infer<typeof settingSchema>[]>): Promise<string | undefined> {
  try {
    return (await read())[0]?.Customer_Language_Field__c?.trim() || undefined;
  } catch (thrown) {
    if (toSalesforceError(thrown).upstreamCode === 'INVALID_FIELD') return undefined;
    throw thrown;
  }
}

/** The text at a path, whatever the case in which the admin wrote it. */
function textAt(record: Readonly<Record<string, unknown>>, path: string): string | undefined {
  const value = path.split('.').reduce<unknown>((node, step) => {
    if (typeof node !== 'object' || node === null) return undefined;
    return Object.entries(node).find(([name]) => name.toLowerCase() === step.toLowerCase())?.[1];
  }, record);
  if (typeof value === 'string' && value.trim() !== '') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

const entry = (name: string, value: string | undefined): [string, string][] => (value === undefined ? [] : [[name, value]]);

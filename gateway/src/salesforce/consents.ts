import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { ConsentPair } from '../consent/consent-words.ts';
import type { ConsentChange, ConsentRecord, Consents } from '../consent/consents.ts';
import { formatAddress } from '../directory/address.ts';
import type { SalesforceClient } from './client.ts';
import { cutText } from './cut-text.ts';
import { remembered } from './remembered.ts';
import { soql } from './soql.ts';

export interface ConsentsDeps {
  readonly client: SalesforceClient;
  readonly clock: Clock;
  /** How long an admin's edit may go unnoticed, in milliseconds; a minute at most. */
  readonly cacheTtlMs?: number;
  readonly deadlineMs?: number;
}

const MAX_TTL_MS = 60_000;
// A rep waits: three seconds are all that a pre hook has.
const DEADLINE_MS = 2_500;
// The length of Frontline_Consent__c.Source__c.
const SOURCE_LENGTH = 255;

const text = z.string().nullish();
const recordSchema = z.object({
  Status__c: z.enum(['opted-in', 'opted-out', 'unknown']),
  Changed_At__c: text,
  Source__c: text,
  LastModifiedDate: z.string(),
  Contact__c: text,
  Lead__c: text,
});

type FoundRecord = z.infer<typeof recordSchema>;

/** `Frontline_Consent__c`, by its key. The last three fields of the query are only written, and whoever writes them may read them. */
export function salesforceConsents({ client, clock, cacheTtlMs = MAX_TTL_MS, deadlineMs = DEADLINE_MS }: ConsentsDeps): Consents {
  const look = async (key: string) => {
    const query = soql`SELECT Status__c, Changed_At__c, Source__c, LastModifiedDate, Contact__c, Lead__c FROM Frontline_Consent__c WHERE Key__c = ${key}`;
    const [record] = await client.query(query, recordSchema, { deadlineMs });
    return record;
  };
  const ttlMs = Math.min(cacheTtlMs, MAX_TTL_MS);
  const find = remembered({ clock, ttlMs, notFoundTtlMs: ttlMs, look: (versioned) => look(versioned.slice(versioned.indexOf(' ') + 1)) });
  return {
    of: async (pair, version) => {
      const record = await find(`${version} ${keyOf(pair)}`);
      return record && toRecord(record);
    },
    write: async (pair, change) => {
      const record = await look(keyOf(pair));
      const { changedAt } = record ? toRecord(record) : {};
      if (change.wasWritten ? !isOlder(changedAt, change) : isNewer(changedAt, change)) return;
      const isRelated = Boolean(record?.Contact__c ?? record?.Lead__c);
      const fields = { ...(!record && partsOf(pair)), ...fieldsOf(change, isRelated) };
      await client.upsert({ object: 'Frontline_Consent__c', by: 'Key__c', key: keyOf(pair), fields });
    },
  };
}

type Moment = Pick<ConsentChange, 'saidAt'>;
// The org has whole seconds: within one, the customer's own order counts.
const isNewer = (changedAt: Date | undefined, { saidAt }: Moment) => changedAt !== undefined && changedAt.getTime() > saidAt.getTime();
const isOlder = (changedAt: Date | undefined, { saidAt }: Moment) =>
  changedAt !== undefined && changedAt.getTime() + 1_000 <= saidAt.getTime();

/** As `FrontlineConsentKey.keyOf` spells it. */
const keyOf = ({ customer, business }: ConsentPair): string => `${customer.channel}|${formatAddress(customer)}|${business.number}`;

const partsOf = ({ customer, business }: ConsentPair) => ({
  Channel__c: customer.channel,
  Address__c: formatAddress(customer),
  Business_Number__c: business.number,
});

function fieldsOf({ status, saidAt, source, relatedTo }: ConsentChange, isRelated: boolean): Readonly<Record<string, string>> {
  return {
    Status__c: status,
    Changed_At__c: saidAt.toISOString(),
    ...(source !== undefined && { Source__c: cutText(source, SOURCE_LENGTH) }),
    ...(relatedTo && !isRelated && { [relatedTo.kind === 'lead' ? 'Lead__c' : 'Contact__c']: relatedTo.id }),
  };
}

/** Nobody can have noted a word before it was said: one that is dated ahead is as old as its record, and does not go before what comes after. */
function toRecord({ Status__c: status, Changed_At__c: changed, Source__c: source, LastModifiedDate }: FoundRecord): ConsentRecord {
  const changedAt = changed ? new Date(Math.min(Date.parse(changed), Date.parse(LastModifiedDate))) : undefined;
  return { status, ...(changedAt && { changedAt }), ...(source && { source }) };
}

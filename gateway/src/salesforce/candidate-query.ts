import type { CustomerKind } from '../directory/directory.ts';
import { phoneKeysOf } from '../directory/phone-keys-of.ts';
import { identifier } from './identifier.ts';
import { phoneSpellings } from './phone-spellings.ts';
import { sameSubscriber } from './read-phone.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';
import type { WorkerField } from './worker-field.ts';

/**
 * How the records of a kind are asked for a number: by the package's keys, which an index finds however many records there are; by the texts
 * that people type; or by both, while some records have no key yet.
 */
export type SearchWay = 'keys' | 'both' | 'spellings';

export interface CandidateQuery {
  /** E.164. At least one. */
  readonly numbers: readonly string[];
  readonly way: SearchWay;
  readonly workerField: WorkerField;
  /** How many records at most. */
  readonly limit: number;
}

/** Asks for the records of a kind that may have one of some numbers, the oldest first. */
export const candidateQuery = (kind: CustomerKind, query: CandidateQuery): SoqlText => QUERIES[kind](query);

const QUERIES: Readonly<Record<CustomerKind, (query: CandidateQuery) => SoqlText>> = {
  contact: (query) => soql`SELECT Id, Name, AccountId, Phone, MobilePhone, HomePhone, OtherPhone, MailingCountry, CreatedDate,
    LastActivityDate, OwnerId, Owner.IsActive, Owner.${identifier(query.workerField)}
    FROM Contact WHERE ${matches(query, CONTACT)} ORDER BY CreatedDate, Id LIMIT ${query.limit}`,
  lead: (query) => soql`SELECT Id, Name, Phone, MobilePhone, Country, CreatedDate, LastActivityDate, OwnerId
    FROM Lead WHERE IsConverted = ${false} AND ${matches(query, LEAD)} ORDER BY CreatedDate, Id LIMIT ${query.limit}`,
  account: (query) => soql`SELECT Id, Name, Phone, BillingCountry, CreatedDate, LastActivityDate, OwnerId, Owner.IsActive,
    Owner.${identifier(query.workerField)} FROM Account WHERE ${matches(query, ACCOUNT)} ORDER BY CreatedDate, Id LIMIT ${query.limit}`,
};

type Condition = (values: readonly string[]) => SoqlText;
interface Conditions {
  readonly keys: Condition;
  readonly spellings: Condition;
}

const CONTACT: Conditions = {
  keys: (keys) => soql`Frontline_Phone_Key__c IN ${keys} OR Frontline_MobilePhone_Key__c IN ${keys}
    OR Frontline_HomePhone_Key__c IN ${keys} OR Frontline_OtherPhone_Key__c IN ${keys}`,
  spellings: (texts) => soql`Phone IN ${texts} OR MobilePhone IN ${texts} OR HomePhone IN ${texts} OR OtherPhone IN ${texts}`,
};
const LEAD: Conditions = {
  keys: (keys) => soql`Frontline_Phone_Key__c IN ${keys} OR Frontline_MobilePhone_Key__c IN ${keys}`,
  spellings: (texts) => soql`Phone IN ${texts} OR MobilePhone IN ${texts}`,
};
const ACCOUNT: Conditions = {
  keys: (keys) => soql`Frontline_Phone_Key__c IN ${keys}`,
  spellings: (texts) => soql`Phone IN ${texts}`,
};

function matches({ numbers, way }: CandidateQuery, { keys, spellings }: Conditions): SoqlText {
  const meant = numbers.flatMap(sameSubscriber);
  const byKey = () => keys([...new Set(meant.flatMap(phoneKeysOf))]);
  const bySpelling = () => spellings([...new Set(meant.flatMap(phoneSpellings))]);
  if (way === 'keys') return soql`(${byKey()})`;
  return way === 'spellings' ? soql`(${bySpelling()})` : soql`(${byKey()} OR ${bySpelling()})`;
}

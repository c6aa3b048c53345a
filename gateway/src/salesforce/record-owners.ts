import { z } from 'zod';
import type { RecordOwner, RecordOwners } from '../routing/routing-facts.ts';
import { ownerOf, userSchema } from './candidate-schema.ts';
import type { SalesforceClient } from './client.ts';
import { identifier } from './identifier.ts';
import { isRecordId } from '../directory/record-id.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';
import type { WorkerField } from './worker-field.ts';

/** Records that one request is asked about: at 200 a query, five queries do, however they are spread over three objects. */
const MAX_RECORDS = 500;
const MAX_IDS = 200;

// The owner whom the integration user may not see is left out.
const owner = userSchema.omit({ Id: true }).nullish();
const recordSchema = z.object({
  Id: z.string(),
  OwnerId: z.string(),
  Owner: owner,
  Account: z.object({ OwnerId: z.string(), Owner: owner }).nullish(),
});

export interface RecordOwnersDeps {
  readonly client: SalesforceClient;
  readonly workerField: WorkerField;
}

/** Owners of Contacts, Leads and Accounts, read live: one request for each 500 records. */
export function recordOwners({ client, workerField }: RecordOwnersDeps): RecordOwners {
  return {
    of: async (recordIds) => {
      const owners = new Map<string, RecordOwner>();
      for (const ids of inChunks([...new Set(recordIds.filter(isRecordId))], MAX_RECORDS)) {
        const records = await read(client, queriesFor(ids, workerField));
        const users = await leadOwners(client, records, workerField);
        for (const record of records) owners.set(record.Id, toOwner(record, { users, workerField }));
      }
      return owners;
    },
  };
}

type OwnedRecord = z.infer<typeof recordSchema>;
type Users = ReadonlyMap<string, z.infer<typeof userSchema>>;

const QUERIES: Readonly<Record<string, (ids: readonly string[], field: SoqlText) => SoqlText>> = {
  '003': (ids, field) => soql`SELECT Id, OwnerId, Owner.IsActive, Owner.${field}, Account.OwnerId, Account.Owner.IsActive,
    Account.Owner.${field} FROM Contact WHERE Id IN ${ids}`,
  // A Lead's owner may be a queue, and of a path that may lead to a queue not every field of a user can be asked.
  '00Q': (ids) => soql`SELECT Id, OwnerId FROM Lead WHERE Id IN ${ids}`,
  '001': (ids, field) => soql`SELECT Id, OwnerId, Owner.IsActive, Owner.${field} FROM Account WHERE Id IN ${ids}`,
};

function queriesFor(ids: readonly string[], workerField: WorkerField): readonly SoqlText[] {
  return Object.entries(QUERIES).flatMap(([prefix, query]) => {
    const own = ids.filter((id) => id.startsWith(prefix));
    return inChunks(own, MAX_IDS).map((chunk) => query(chunk, identifier(workerField)));
  });
}

async function read(client: SalesforceClient, queries: readonly SoqlText[]): Promise<readonly OwnedRecord[]> {
  if (queries.length === 0) return [];
  return (await client.queries(queries)).flatMap((answer) => {
    if ('error' in answer) throw answer.error;
    return z.array(recordSchema).parse(answer.records);
  });
}

/** The users who own Leads: one more request where there are Leads. */
async function leadOwners(client: SalesforceClient, records: readonly OwnedRecord[], workerField: WorkerField): Promise<Users> {
  const leads = records.filter(({ Id, OwnerId }) => Id.startsWith('00Q') && OwnerId.startsWith('005'));
  const ids = [...new Set(leads.map(({ OwnerId }) => OwnerId))];
  const users = new Map<string, z.infer<typeof userSchema>>();
  for (const chunk of inChunks(ids, MAX_IDS)) {
    const query = soql`SELECT Id, IsActive, ${identifier(workerField)} FROM User WHERE Id IN ${chunk}`;
    for (const user of await client.query(query, userSchema)) users.set(user.Id, user);
  }
  return users;
}

function toOwner(
  { OwnerId, Owner, Account }: OwnedRecord,
  { users, workerField }: { users: Users; workerField: WorkerField },
): RecordOwner {
  return {
    owner: ownerOf(OwnerId, Owner ?? users.get(OwnerId), workerField),
    ...(Account && { accountOwner: ownerOf(Account.OwnerId, Account.Owner, workerField) }),
  };
}

const inChunks = <T>(items: readonly T[], size: number): (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

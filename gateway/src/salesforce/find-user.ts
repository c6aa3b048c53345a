import { z } from 'zod';
import type { Directory, DirectoryUser } from '../directory/directory.ts';
import { DEFAULT_DEADLINE_MS, type DirectoryDependencies } from './directory-dependencies.ts';
import { identifier } from './identifier.ts';
import { remembered } from './remembered.ts';
import { soql } from './soql.ts';

const DEFAULT_TTL_MS = 60_000;
/** Only Email may stand at several users; more than this share no inbox. */
const MAX_NAMESAKES = 50;

const userSchema = z.object({
  Id: z.string(),
  IsActive: z.boolean(),
  Username: z.string().nullish(),
  FederationIdentifier: z.string().nullish(),
  Email: z.string().nullish(),
});

/** The user behind a worker identity, compared without case: the active one where several share it, else the oldest. */
export function findUser(deps: DirectoryDependencies): Directory['findUser'] {
  const { client, clock, workerField, deadlineMs = DEFAULT_DEADLINE_MS, cacheTtlMs = DEFAULT_TTL_MS } = deps;
  const look = async (worker: string): Promise<DirectoryUser | undefined> => {
    const field = identifier(workerField);
    const query = soql`SELECT Id, IsActive, ${field} FROM User WHERE ${field} = ${worker} ORDER BY CreatedDate, Id LIMIT ${MAX_NAMESAKES}`;
    const users = await client.query(query, userSchema, { deadlineMs });
    const user = users.find(({ IsActive }) => IsActive) ?? users[0];
    if (user === undefined) return undefined;
    const spelt = user[workerField];
    return { id: user.Id, isActive: user.IsActive, ...(spelt ? { worker: spelt } : {}) };
  };
  const find = remembered({ clock, ttlMs: cacheTtlMs, look });
  return (worker) => find(worker);
}

import type { UsersById } from '../templates/preview-template.ts';
import { ownerOf, userSchema } from './candidate-schema.ts';
import { identifier } from './identifier.ts';
import { remembered } from './remembered.ts';
import type { PeopleDependencies } from './routing-people.ts';
import { soql } from './soql.ts';

const DEFAULT_TTL_MS = 60_000;
const USER_ID = /^005[0-9a-zA-Z]{12}(?:[0-9a-zA-Z]{3})?$/;

/** Users by id, remembered for a minute. */
export function usersById({ client, clock, workerField, deadlineMs, cacheTtlMs: ttlMs = DEFAULT_TTL_MS }: PeopleDependencies): UsersById {
  const find = remembered({
    clock,
    ttlMs,
    look: async (id) => {
      const query = soql`SELECT Id, IsActive, ${identifier(workerField)} FROM User WHERE Id = ${id}`;
      const [user] = await client.query(query, userSchema, { deadlineMs });
      return user && ownerOf(user.Id, user, workerField);
    },
  });
  return { userWithId: async (id) => (USER_ID.test(id) ? find(id) : undefined) };
}

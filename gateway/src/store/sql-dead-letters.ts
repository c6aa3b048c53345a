import type { DeadLetters } from '../operations/dead-letters.ts';
import { deadLetterOf, deadRow } from './dead-letter-rows.ts';
import { parseDeadLetterId } from './dead-letter-id.ts';
import { decideDeadLetter } from './decide-dead-letter.ts';
import { listDeadLetters } from './list-dead-letters.ts';
import type { StoreAccess } from './store-access.ts';

/** Dead letters in a database: rows of the queues that nobody works. */
export function createSqlDeadLetters(access: StoreAccess): DeadLetters {
  const decide = decideDeadLetter(access);
  return {
    list: listDeadLetters(access),
    show: async (id) => {
      const parsed = parseDeadLetterId(id);
      const row = parsed && (await access.read((db) => deadRow(db, parsed)));
      return parsed && row && { ...deadLetterOf(parsed.queue, row), payload: payloadOf(row.payload) };
    },
    replay: (id, audit) => decide(id, 'replay', audit),
    discard: (id, audit) => decide(id, 'discard', audit),
  };
}

/** What nobody could read is shown as it came. */
function payloadOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

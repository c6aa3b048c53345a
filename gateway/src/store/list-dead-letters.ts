import { GatewayError } from '../errors.ts';
import type { DeadLetterPage, DeadLetterQueue, DeadLetters } from '../operations/dead-letters.ts';
import { deadLetterOf, deadRows, type DeadRow } from './dead-letter-rows.ts';
import type { StoreAccess } from './store-access.ts';

/** After which dead letter a page begins: they are ordered by age, then inbox before outbox, then by number. */
interface Position {
  readonly createdAt: number;
  readonly queue: DeadLetterQueue;
  readonly sequence: number;
}

const START: Position = { createdAt: -1, queue: 'inbox', sequence: -1 };

/** Pages through the dead letters of both queues. */
export function listDeadLetters({ read }: Pick<StoreAccess, 'read'>): DeadLetters['list'] {
  return async ({ limit, after }): Promise<DeadLetterPage> => {
    const position = after === undefined ? START : parsePosition(after);
    const inbox = await read((db) =>
      rowsAfter(deadRows(db, 'inbox'), position, 'inbox')
        .limit(limit + 1)
        .execute(),
    );
    const outbox = await read((db) =>
      rowsAfter(deadRows(db, 'outbox'), position, 'outbox')
        .limit(limit + 1)
        .execute(),
    );
    const rows = [...inbox.map((row) => ({ queue: 'inbox' as const, row })), ...outbox.map((row) => ({ queue: 'outbox' as const, row }))];
    rows.sort((a, b) => a.row.created_at - b.row.created_at || a.queue.localeCompare(b.queue) || a.row.sequence - b.row.sequence);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const letters = page.map(({ queue, row }) => deadLetterOf(queue, row));
    return { letters, ...(last && rows.length > limit && { next: formatPosition(last.queue, last.row) }) };
  };
}

function rowsAfter(query: ReturnType<typeof deadRows>, position: Position, queue: DeadLetterQueue) {
  const { createdAt } = position;
  // Of the same moment, the other queue's letters are all before or all behind.
  const sameMoment = queue === position.queue ? position.sequence : queue < position.queue ? Number.MAX_SAFE_INTEGER : -1;
  return query
    .where((eb) => eb.or([eb('created_at', '>', createdAt), eb.and([eb('created_at', '=', createdAt), eb('sequence', '>', sameMoment)])]))
    .orderBy('created_at')
    .orderBy('sequence');
}

const formatPosition = (queue: DeadLetterQueue, { created_at: createdAt, sequence }: DeadRow) => `${createdAt}.${queue}.${sequence}`;

function parsePosition(text: string): Position {
  const [, createdAt, queue, sequence] = /^(\d{1,15})\.(inbox|outbox)\.(\d{1,15})$/.exec(text) ?? [];
  if (queue !== 'inbox' && queue !== 'outbox') throw new GatewayError('bad_request', 'after: must be the "next" of the page before.');
  return { createdAt: Number(createdAt), queue, sequence: Number(sequence) };
}

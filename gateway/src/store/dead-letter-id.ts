import type { DeadLetterQueue } from '../operations/dead-letters.ts';

export interface DeadLetterId {
  readonly queue: DeadLetterQueue;
  readonly key: string;
}

export const formatDeadLetterId = ({ queue, key }: DeadLetterId): string => `${queue}:${key}`;

/** Undefined when it is no dead letter's id. Keys may hold colons themselves. */
export function parseDeadLetterId(id: string): DeadLetterId | undefined {
  const [, queue, key] = /^(inbox|outbox):(.+)$/s.exec(id) ?? [];
  return (queue === 'inbox' || queue === 'outbox') && key !== undefined ? { queue, key } : undefined;
}

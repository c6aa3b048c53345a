import type { Command } from 'commander';
import { letterFilter, type LetterFilter } from '../operations/contract.ts';
import { CliError, EXIT } from './cli-error.ts';

/** What the options that narrow dead letters down leave behind. */
export interface FilterOptions {
  readonly queue?: string;
  readonly kind?: string;
  readonly conversation?: string;
  readonly reason?: string;
}

/** Gives a command the options that `filterOf` reads. */
export const addFilterOptions = (command: Command): Command =>
  command
    .option('--queue <queue>', 'inbox (webhooks) or outbox (activities)')
    .option('--kind <kind>', 'such as onMessageAdded or message')
    .option('--conversation <sid>', 'of one conversation, CH...')
    .option('--reason <text>', 'whose reason has this in it');

/**
 * Which dead letters a person means: all that match every option given.
 * @throws CliError naming each option that is wrong, and what it should be
 */
export function filterOf({ queue, kind, conversation, reason }: FilterOptions): LetterFilter {
  const given = Object.entries({ queue, kind, conversationSid: conversation, reason }).filter(([, value]) => value !== undefined);
  const parsed = letterFilter.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  throw new CliError(
    EXIT.usage,
    parsed.error.issues.map(({ path, message }) => `--${path.join('.').replace('Sid', '')}: ${message}`).join('\n'),
  );
}

import type { Command } from 'commander';
import { deadLettersAnswer, MAX_PAGE, type DeadLettersAnswer, type LetterFilter } from '../operations/contract.ts';
import { tell, type CliContext } from './cli-context.ts';
import { addFilterOptions, filterOf, type FilterOptions } from './filter-options.ts';
import { showLetters } from './show-letters.ts';
import { wholeNumber } from './whole-number.ts';

interface ListOptions extends FilterOptions {
  readonly limit: number;
  readonly after?: string;
}

interface Sought {
  readonly filter: LetterFilter;
  readonly limit: number;
  readonly after: string | undefined;
}

/** `frontline dead-letters list [--kind ...]` */
export function addListCommand(letters: Command, context: CliContext): void {
  addFilterOptions(letters.command('list').description('what waits, oldest first, and why'))
    .option('--limit <number>', `at most so many, 1 to ${MAX_PAGE}`, wholeNumber(1, MAX_PAGE), 50)
    .option('--after <place>', 'go on behind this place, as the page before says')
    .action(async ({ limit, after, ...options }: ListOptions) => {
      const filter = filterOf(options);
      tell(context, await find(context, { filter, limit, after }), showLetters({ ...context, filter }));
    });
}

/** Asks on while there may be more: the gateway looks at a part of its letters in each request. */
async function find(context: CliContext, { filter, limit, after }: Sought): Promise<DeadLettersAnswer> {
  const client = context.client();
  const letters: DeadLettersAnswer['letters'] = [];
  let next = after;
  do {
    const query = new URLSearchParams({ ...filter, limit: String(limit - letters.length), ...(next !== undefined && { after: next }) });
    const page = await client.get(`/dead-letters?${String(query)}`, deadLettersAnswer);
    letters.push(...page.letters);
    next = page.next;
  } while (next !== undefined && letters.length < limit);
  return { letters, ...(next !== undefined && { next }) };
}

import type { Command } from 'commander';
import { decidedAnswer, replayMatchingAnswer, type LetterFilter } from '../operations/contract.ts';
import { tell, type CliContext } from './cli-context.ts';
import { CliError, EXIT } from './cli-error.ts';
import { addFilterOptions, filterOf, type FilterOptions } from './filter-options.ts';
import { howMany } from './how-many.ts';

interface ReplayOptions extends FilterOptions {
  readonly all?: boolean;
}

/** `frontline dead-letters replay ID | --kind ... | --all` */
export function addReplayCommand(letters: Command, context: CliContext): void {
  const example = (rest: string) => `  ${context.programName} dead-letters replay ${rest}`;
  const command = letters
    .command('replay')
    .argument('[id]', 'as the list shows it; without it, all that match the options')
    .description('back to work, as if new: when the cause is mended');
  addFilterOptions(command)
    .option('--all', 'every one of them')
    .addHelpText('after', ['', 'Examples:', example('inbox:onMessageAdded:IM...'), example('--kind message'), example('--all')].join('\n'))
    .action(async (id: string | undefined, options: ReplayOptions) => {
      const filter = filterOf(options);
      const isMany = options.all === true || Object.keys(filter).length > 0;
      if ((id === undefined) !== isMany) throw new CliError(EXIT.usage, 'Give either an id, or what to match, or --all.');
      await (id === undefined ? replayMany(context, filter) : replayOne(context, id));
    });
}

async function replayOne(context: CliContext, id: string): Promise<void> {
  const path = `/dead-letters/${encodeURIComponent(id)}/replay`;
  const decided = await context.client().post(path, { body: {}, answer: decidedAnswer });
  tell(context, decided, () => [`Replayed ${id}. What becomes of it: ${context.programName} status`]);
}

async function replayMany(context: CliContext, filter: LetterFilter): Promise<void> {
  const client = context.client();
  const total = { seen: 0, replayed: 0 };
  let after: string | undefined;
  do {
    const body = { ...filter, ...(after !== undefined && { after }) };
    const page = await client.post('/dead-letters/replay', { body, answer: replayMatchingAnswer });
    total.seen += page.seen;
    total.replayed += page.replayed;
    after = page.next;
    if (after !== undefined && !context.isJson()) context.terminal.progress(`Replayed ${total.replayed} of ${total.seen} seen ...`);
  } while (after !== undefined);
  tell(context, total, () => [`Replayed ${total.replayed} of ${howMany(total.seen, 'dead letter')}.`]);
}

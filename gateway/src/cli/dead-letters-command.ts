import type { Command } from 'commander';
import { deadLetterAnswer, decidedAnswer } from '../operations/contract.ts';
import { tell, type CliContext } from './cli-context.ts';
import { confirmed } from './confirmed.ts';
import { addListCommand } from './list-command.ts';
import { addReplayCommand } from './replay-command.ts';
import { showLetter } from './show-letters.ts';

const pathOf = (id: string) => `/dead-letters/${encodeURIComponent(id)}`;

/** `frontline dead-letters list | show | replay | discard` */
export function addDeadLettersCommand(program: Command, context: CliContext): void {
  const letters = program
    .command('dead-letters')
    .description('work that will not succeed without a person')
    .addHelpText(
      'after',
      `\nExamples:\n  ${context.programName} dead-letters list --kind onMessageAdded\n  ${context.programName} dead-letters replay --reason "does not parse"`,
    );
  addListCommand(letters, context);
  addShow(letters, context);
  addReplayCommand(letters, context);
  addDiscard(letters, context);
}

function addShow(letters: Command, context: CliContext): void {
  letters
    .command('show')
    .argument('<id>', 'as the list shows it')
    .description('one of them, with its reason in full')
    .option('--payload', 'what is in it: texts and addresses of customers. Leaves a line in the audit log')
    .action(async (id: string, { payload = false }: { readonly payload?: boolean }) => {
      const letter = await context.client().get(`${pathOf(id)}?payload=${String(payload)}`, deadLetterAnswer);
      tell(context, letter, showLetter(context));
    });
}

function addDiscard(letters: Command, context: CliContext): void {
  letters
    .command('discard')
    .argument('<id>', 'as the list shows it')
    .description('give one up for good: what is in it is erased')
    .option('--yes', 'do not ask')
    .action(async (id: string, { yes = false }: { readonly yes?: boolean }) => {
      await confirmed(context.terminal, { question: `Erase ${id} for good? It will never become a Task.`, yes });
      const decided = await context.client().post(`${pathOf(id)}/discard`, { body: {}, answer: decidedAnswer });
      tell(context, decided, () => [`Discarded ${id}.`]);
    });
}

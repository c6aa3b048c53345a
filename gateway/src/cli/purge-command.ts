import type { Command } from 'commander';
import { purgeAnswer, purgeRequest, type PurgeAnswer } from '../operations/contract.ts';
import { tell, type CliContext } from './cli-context.ts';
import { CliError, EXIT } from './cli-error.ts';
import { confirmed } from './confirmed.ts';
import { howMany } from './how-many.ts';
import { wrap } from './wrap.ts';

interface PurgeOptions {
  readonly address?: string;
  readonly conversation?: string;
  readonly record?: string;
  readonly yes?: boolean;
}

/** `frontline purge --address +14155550132 | --record 003... | --conversation CH...` */
export function addPurgeCommand(program: Command, context: CliContext): void {
  program
    .command('purge')
    .description('erase all that the gateway holds of a customer or a conversation')
    .option('--address <number>', 'the customer\u2019s number, +14155550132: SMS and WhatsApp together')
    .option('--record <id>', 'a Contact, a Lead or an Account: its conversations, and what it was to be sent')
    .option('--conversation <sid>', 'one conversation, CH...')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      `\nA Person Account is erased with its Contact. Contacts of a business are records of their own: name each.\nWhat it cannot reach - Salesforce, Twilio, backups - it names at the end.\n\nExample:\n  ${context.programName} purge --address +14155550132`,
    )
    .action(async ({ address, record, conversation, yes = false }: PurgeOptions) => {
      const named = Object.entries({ address, recordId: record, conversationSid: conversation }).filter(([, value]) => value !== undefined);
      const body = purgeRequest.safeParse(Object.fromEntries(named));
      if (!body.success) throw new CliError(EXIT.usage, ONE_OF_THEM);
      const what = address ?? record ?? conversation ?? '';
      await confirmed(context.terminal, { question: `Erase everything of ${what} here? Waiting messages of it never become Tasks.`, yes });
      tell(context, await context.client().post('/purge', { body: body.data, answer: purgeAnswer }), showPurge(context));
    });
}

const ONE_OF_THEM =
  'Give one of: --address, in E.164 such as +14155550132; --record, the Id of a Contact, a Lead or an Account; --conversation CH...';

function showPurge({ terminal: { paint } }: CliContext) {
  return ({ conversations, entries, activities, remains }: PurgeAnswer): string[] => [
    `Erased: ${howMany(conversations, 'conversation')}, ${howMany(entries, 'webhook')}, ${activities === 1 ? '1 activity' : `${activities} activities`}.`,
    '',
    'Not reached from here:',
    ...remains.flatMap(({ where, what, how }) => ['', paint('bold', `  ${where}`), ...wrap(what, '    '), ...wrap(how, '    ')]),
  ];
}

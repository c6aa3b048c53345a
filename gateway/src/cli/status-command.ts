import type { Command } from 'commander';
import { statusAnswer } from '../operations/contract.ts';
import { tell, type CliContext } from './cli-context.ts';
import { CliError, EXIT } from './cli-error.ts';
import { howMany } from './how-many.ts';
import { showStatus } from './show-status.ts';

/** `frontline status [--check]` */
export function addStatusCommand(program: Command, context: CliContext): void {
  program
    .command('status')
    .description('whether all is well; if not, what is wrong and what to do')
    .option('--check', 'end with 1 when anything is wrong, for scripts')
    .addHelpText('after', `\nExamples:\n  ${context.programName} status\n  ${context.programName} status --check --json`)
    .action(async ({ check }: { readonly check?: boolean }) => {
      const status = await context.client().get('/status', statusAnswer);
      tell(context, status, showStatus(context));
      const count = status.problems.length;
      if (check && count > 0) throw new CliError(EXIT.failed, `${howMany(count, 'problem')}.`);
    });
}

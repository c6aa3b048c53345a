import type { Command } from 'commander';
import { auditAnswer } from '../operations/contract.ts';
import { tell, type CliContext } from './cli-context.ts';
import { plain } from './plain.ts';

/** `frontline audit` */
export function addAuditCommand(program: Command, context: CliContext): void {
  program
    .command('audit')
    .description('who read, replayed, discarded, purged, reconciled; newest first')
    .option('--limit <number>', 'at most so many, 1 to 500', '50')
    .action(async ({ limit }: { readonly limit: string }) => {
      const answer = await context.client().get(`/audit?${String(new URLSearchParams({ limit }))}`, auditAnswer);
      tell(context, answer, ({ entries }) => {
        if (entries.length === 0) return ['Nobody has done anything yet.'];
        return entries.flatMap(({ at, who, action, subject }) => {
          const when = new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
          return [`${context.terminal.paint('bold', `${when}  ${action}`)}  by ${plain(who)}`, `  ${plain(subject)}`];
        });
      });
    });
}

import type { Command } from 'commander';
import { auditAnswer, MAX_AUDIT } from '../operations/contract.ts';
import { tell, type CliContext } from './cli-context.ts';
import { plain } from './plain.ts';
import { wholeNumber } from './whole-number.ts';

/** `frontline audit` */
export function addAuditCommand(program: Command, context: CliContext): void {
  program
    .command('audit')
    .description('who read, replayed, discarded, purged, reconciled; newest first')
    .option('--limit <number>', `at most so many, 1 to ${MAX_AUDIT}`, wholeNumber(1, MAX_AUDIT), 50)
    .action(async ({ limit }: { readonly limit: number }) => {
      const answer = await context.client().get(`/audit?${String(new URLSearchParams({ limit: String(limit) }))}`, auditAnswer);
      tell(context, answer, ({ entries }) => {
        if (entries.length === 0) return ['Nobody has done anything yet.'];
        return entries.flatMap(({ at, who, action, subject }) => {
          const when = new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
          return [`${context.terminal.paint('bold', `${when}  ${action}`)}  by ${plain(who)}`, `  ${plain(subject)}`];
        });
      });
    });
}

import type { Command } from 'commander';
import { reconciliationAnswer, reconciliationStarted, type ReconciliationAnswer } from '../operations/contract.ts';
import { tell, type CliContext } from './cli-context.ts';
import { CliError, EXIT } from './cli-error.ts';
import { whatWasCompared } from './what-was-compared.ts';
import { readMoment, showMoment } from './moment.ts';

interface ReconcileOptions {
  readonly since: string;
  readonly wait?: boolean;
}

const POLL_MS = 1_000;
/** It begins as soon as a comparison that was under way has made room for it. */
const START_LIMIT_MS = 120_000;

/** `frontline reconcile --since 2h [--wait]` */
export function addReconcileCommand(program: Command, context: CliContext): void {
  program
    .command('reconcile')
    .description('ask Twilio what happened since then, and take up what no webhook has told')
    .requiredOption('--since <when>', '90m, 2h or 1d ago; a day; or a moment in ISO 8601 (local time unless it says Z)')
    .option('--wait', 'stay until it has ended')
    .addHelpText(
      'after',
      `\nExamples:\n  ${context.programName} reconcile --since 2h --wait\n  ${context.programName} reconcile --since 2026-11-20T08:00Z`,
    )
    .action(async ({ since, wait = false }: ReconcileOptions) => {
      const body = { since: readMoment(since, context.now()).toISOString() };
      const { isStarted, status } = await context.client().post('/reconciliation', { body, answer: reconciliationStarted });
      if (!isStarted) throw new CliError(EXIT.failed, `One is under way already: ${whatWasCompared(status)}. Try again when it has ended.`);
      if (!wait) {
        tell(context, status, () => [`Started. How it stands: ${context.programName} status`]);
        return;
      }
      await follow(context, status);
    });
}

/** Stays until the comparison has ended: the one before it may still be told of, for a moment. */
async function follow(context: CliContext, before: ReconciliationAnswer): Promise<void> {
  const isOver = ({ state, finishedAt }: ReconciliationAnswer) => state === 'idle' && finishedAt !== before.finishedAt;
  const startBy = context.now().getTime() + START_LIMIT_MS;
  let hasBegun = false;
  let status = await look(context);
  for (let shown = ''; !isOver(status); status = await look(context)) {
    hasBegun ||= status.state === 'running';
    if (!hasBegun && context.now().getTime() > startBy) throw new CliError(EXIT.failed, NOT_HERE);
    const progress = hasBegun ? whatWasCompared(status) : 'waiting for its turn';
    if (!context.isJson() && progress !== shown) context.terminal.progress(`Comparing: ${progress} ...`);
    shown = progress;
    await context.sleep(POLL_MS);
  }
  const { finishedAt, failure } = status;
  tell(context, status, () => [`${finishedAt ? `Ended ${showMoment(finishedAt, context.now())}` : 'Ended'}: ${whatWasCompared(status)}.`]);
  if (failure !== undefined) throw new CliError(EXIT.failed, `It ended early and is tried again by itself: ${failure}`);
}

const NOT_HERE = 'It has not begun at this gateway: another one that shares the store may do it. Ask that one for its status.';

const look = (context: CliContext): Promise<ReconciliationAnswer> => context.client().get('/reconciliation', reconciliationAnswer);

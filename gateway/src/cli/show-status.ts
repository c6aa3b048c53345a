import type { Problem, ReconciliationAnswer, StatusAnswer } from '../operations/contract.ts';
import type { CliContext } from './cli-context.ts';
import { whatWasCompared } from './what-was-compared.ts';
import { showAge, showMoment } from './moment.ts';
import { plain } from './plain.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

type ShowContext = Pick<CliContext, 'terminal' | 'programName' | 'url' | 'now'>;

/** A status report as a page of 80 columns: what needs a person first, then how everything stands. */
export function showStatus(context: ShowContext) {
  return (status: StatusAnswer): string[] => {
    const { version, uptimeSeconds } = status.gateway;
    const title = `Frontline gateway ${version} at ${context.url()}, up for ${showAge(uptimeSeconds)}`;
    return [
      context.terminal.paint('bold', title),
      '',
      ...problemLines(context, status.problems),
      '',
      ...table([...queueRows(status), ...usageRows(status)]).map(indented),
      '',
      ...healthLines(context, status),
      '',
      ...table([...dutyRows(status), ...reconciliationRows(context, status.reconciliation)]).map(indented),
    ];
  };
}

const indented = (line: string) => `  ${line}`;

function problemLines({ terminal: { paint }, programName }: ShowContext, problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [indented(paint('green', 'All is well.'))];
  return problems.flatMap(({ severity, problem, advice, command }, index) => [
    ...(index > 0 ? [''] : []),
    ...wrap(problem, '    ').map((line, at) => paint(severity === 'critical' ? 'red' : 'yellow', at === 0 ? `  ! ${line.trim()}` : line)),
    ...wrap(advice, '    '),
    ...(command === undefined ? [] : [paint('bold', `    ${programName} ${command}`)]),
  ]);
}

function queueRows({ queues, receipts }: StatusAnswer): string[][] {
  const waiting = (count: number, age: number) => [String(count), count > 0 ? `the oldest for ${showAge(age)}` : ''];
  if (!queues) return [['queues', 'unknown', 'the store does not answer']];
  const { inbox, outbox } = queues;
  return [
    ['webhooks to work', ...waiting(inbox.waiting, inbox.oldestAgeSeconds)],
    ['activities to publish', ...waiting(outbox.waiting, outbox.oldestAgeSeconds)],
    ...(receipts ? [['receipts to come', ...waiting(receipts.waiting, receipts.oldestAgeSeconds)]] : []),
    ['dead letters', String(inbox.dead + outbox.dead), ''],
  ];
}

function usageRows({ usage }: StatusAnswer): string[][] {
  if (!usage) return [];
  const share = (used: number, limit: number) => `${Math.floor((100 * used) / limit)} % of`;
  return [
    ['rows that wait', String(usage.queued), `${share(usage.queued, usage.maxQueued)} MAX_QUEUED, ${usage.maxQueued.toLocaleString()}`],
    ['size of the store', bytes(usage.bytes), `${share(usage.bytes, usage.maxBytes)} MAX_STORE_BYTES, ${bytes(usage.maxBytes)}`],
  ];
}

/** Decimal, as disks are sold. */
function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  const value = count / 1_000 ** power;
  return `${value >= 10 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power] ?? ''}`;
}

const COLOURS = { up: 'green', down: 'red', unknown: 'dim' } as const;

function healthLines({ terminal: { paint } }: ShowContext, { dependencies, breakers, triggers = [] }: StatusAnswer): string[] {
  const rows = Object.entries(dependencies).map(([name, { status, detail = '' }]) => {
    const breaker = breakers[name];
    return {
      name,
      status,
      detail: [plain(detail), breaker && breaker !== 'closed' ? `breaker ${breaker}` : ''].filter(Boolean).join(', '),
    };
  });
  const trigger = triggers.map(({ name, status }) => `${name} is ${status}`).join(', ');
  const lines = table(rows.map(({ name, status, detail }) => [name, status, name === 'trigger' && status === 'up' ? trigger : detail]));
  return lines.map((line, index) => {
    const status = rows[index]?.status ?? 'unknown';
    return indented(line.replace(` ${status}`, ` ${paint(COLOURS[status], status)}`));
  });
}

function dutyRows({ duties = [] }: StatusAnswer): string[][] {
  return duties.map(({ duty, owner, isThisGateway }) => [
    duty,
    isThisGateway ? 'done by this gateway' : `done by gateway ${owner.slice(0, 8)}`,
  ]);
}

function reconciliationRows({ now }: ShowContext, reconciliation?: ReconciliationAnswer): string[][] {
  if (!reconciliation) return [];
  const { state, startedAt, finishedAt } = reconciliation;
  const began = startedAt ? ` since ${showMoment(startedAt, now())}` : '';
  const when = state === 'running' ? `running${began}` : finishedAt && showMoment(finishedAt, now());
  if (when === undefined) return [['compared with Twilio', 'not yet']];
  return [
    ['compared with Twilio', when],
    ['', whatWasCompared(reconciliation)],
  ];
}

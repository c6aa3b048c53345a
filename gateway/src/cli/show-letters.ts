import type { DeadLetterAnswer, DeadLettersAnswer, LetterFilter } from '../operations/contract.ts';
import type { CliContext } from './cli-context.ts';
import { howMany } from './how-many.ts';
import { showAge, showMoment } from './moment.ts';
import { plain } from './plain.ts';
import { shellWord } from './shell-word.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

type ShowContext = Pick<CliContext, 'terminal' | 'programName' | 'now'>;

interface ShowLettersContext extends ShowContext {
  /** What was asked for. */
  readonly filter: LetterFilter;
}

/** One page of dead letters, and how to go on. */
export function showLetters({ terminal: { paint }, programName, now, filter }: ShowLettersContext) {
  const options = Object.entries(filter).map(([name, value]) => `--${name.replace('Sid', '')} ${shellWord(value)}`);
  return ({ letters, next }: DeadLettersAnswer): string[] => {
    const [first] = letters;
    if (!first) return [options.length === 0 ? 'No dead letters.' : `No dead letters with ${options.join(' ')}.`];
    return [
      ...letters.flatMap(({ id, kind, conversationSid, attempts, reason, createdAt }) => {
        const age = showAge((now().getTime() - new Date(createdAt).getTime()) / 1_000);
        const facts = [
          kind,
          `${age} old`,
          ...(conversationSid ? [conversationSid] : []),
          ...(attempts > 0 ? [`tried ${howMany(attempts, 'time')}`] : []),
        ];
        return [paint('bold', plain(id)), ...wrap(facts.join(', '), '  '), ...wrap(reason, '  ').map((line) => paint('yellow', line)), ''];
      }),
      'When the cause is mended, replay one, or all that match:',
      `  ${programName} dead-letters replay ${shellWord(plain(first.id))}`,
      `  ${programName} dead-letters replay ${options.join(' ') || `--kind ${shellWord(plain(first.kind))}`}`,
      ...(next === undefined
        ? []
        : ['There are more:', `  ${[programName, 'dead-letters list', ...options, '--after', shellWord(next)].join(' ')}`]),
    ];
  };
}

/** One dead letter, with what is in it where that was asked for. */
export function showLetter({ terminal: { paint }, programName, now }: ShowContext) {
  return ({ id, queue, kind, conversationSid, taskKey, attempts, reason, createdAt, payload }: DeadLetterAnswer): string[] => [
    paint('bold', plain(id)),
    '',
    ...table([
      ['queue', queue === 'inbox' ? 'inbox: a webhook that could not be worked' : 'outbox: an activity that could not be recorded'],
      ['kind', plain(kind)],
      ...(conversationSid ? [['conversation', conversationSid]] : []),
      ...(taskKey === undefined ? [] : [['Task', taskKey]]),
      ['tries', String(attempts)],
      ['since', showMoment(createdAt, now())],
    ]).map((line) => `  ${line}`),
    '',
    ...wrap(reason, '  ').map((line) => paint('yellow', line)),
    '',
    ...(payload === undefined
      ? ['What is in it, customers\u2019 words included, is shown with --payload, which is audited.']
      : [plain(JSON.stringify(payload, undefined, 2)), '']),
    `  ${programName} dead-letters replay ${shellWord(plain(id))}`,
    `  ${programName} dead-letters discard ${shellWord(plain(id))}`,
  ];
}

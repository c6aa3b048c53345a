import { confirm, isCancel } from '@clack/prompts';
import { styleText } from 'node:util';
import type { Terminal } from './terminal.ts';

export interface Streams {
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

const CLEAR_LINE = '\r\u001b[K';

/** The terminal of a process. Colours follow NO_COLOR and FORCE_COLOR, and are left out where nobody watches. */
export function processTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  const isWatched = stdout.isTTY;
  let isMidLine = false;
  const endLine = () => {
    if (isMidLine) stdout.write('\n');
    isMidLine = false;
  };
  return {
    print: (text) => {
      endLine();
      stdout.write(`${text}\n`);
    },
    complain: (text) => {
      endLine();
      stderr.write(`${text}\n`);
    },
    progress: (text) => {
      stdout.write(isWatched ? `${CLEAR_LINE}${text}` : `${text}\n`);
      isMidLine = isWatched;
    },
    paint: (style, text) => styleText(style, text, { stream: stdout }),
    confirm:
      stdin.isTTY === true && isWatched
        ? async (question) => {
            const answer = await confirm({ message: question, initialValue: false });
            return !isCancel(answer) && answer;
          }
        : undefined,
  };
}

// pino brings an older sonic-boom, whose flush at exit tries for ever where a write fails for good (EPIPE, ENOSPC): a gateway whose log
// nobody reads any more could not be stopped. From 5.0 on it gives up (https://github.com/pinojs/sonic-boom/releases).
import type { DestinationStream } from 'pino';
import sonicBoom, { type SonicBoomOpts } from 'sonic-boom';

export interface LogOutput extends DestinationStream {
  /** Writes what waits, as far as it can be written: for the end of the process. Never throws. */
  readonly flushSync: () => void;
}

/** Its types lack an option that it documents. */
type Options = SonicBoomOpts & { readonly maxWriteRetries: number };

const OPTIONS = {
  sync: false,
  // Characters that may wait for a reader who is slow; what comes beyond is lost.
  maxLength: 4_000_000,
  // In a row, at a pipe that stays full, a tenth of a second apart: then it is left until the next line, or the next second.
  maxWriteRetries: 10,
  periodicFlush: 1_000,
} satisfies Partial<Options>;

/**
 * Where the log goes: written beside the work, so that a slow reader does not slow the gateway. What cannot be written now is tried again.
 * @param fd a file descriptor. A pipe must not block, or the end of the process waits for its reader: to have touched `process.stdout` sees to
 *   that for standard output (https://nodejs.org/api/process.html#a-note-on-process-io; libuv opens pipes non-blocking)
 */
export function logOutput(fd: number): LogOutput {
  const options: Options = { ...OPTIONS, fd };
  const output = new sonicBoom.SonicBoom(options);
  output.on('error', () => undefined); // there is nowhere left to tell it
  return {
    write: (line) => void output.write(line),
    flushSync: () => {
      try {
        output.flushSync();
      } catch {
        // whoever read it is gone, or has no room
      }
    },
  };
}

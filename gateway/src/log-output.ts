// pino brings an older sonic-boom, whose flush at exit tries for ever where a write fails for good (EPIPE, ENOSPC): a gateway whose log
// nobody reads any more could not be stopped. From 5.0 on it gives up (https://github.com/pinojs/sonic-boom/releases).
import type { DestinationStream } from 'pino';
import sonicBoom from 'sonic-boom';

export interface LogOutput extends DestinationStream {
  /** Writes what waits, as far as it can be written: for the end of the process. Never throws. */
  readonly flushSync: () => void;
}

/** Characters that may wait for a reader who is slow; what comes beyond is lost. */
const MAX_WAITING = 4_000_000;

/** Attempts in a row at a pipe that is full, a tenth of a second apart; then the next line tries again. */
const MAX_TRIES = 10;

/**
 * Where the log goes: written beside the work, so that a slow reader does not slow the gateway. What cannot be written is tried again with the
 * next line.
 * @param fd a file descriptor; standard output when absent
 */
export function logOutput(fd = 1): LogOutput {
  let tries = 0;
  const output = new sonicBoom.SonicBoom({ fd, sync: false, maxLength: MAX_WAITING, retryEAGAIN: () => ++tries < MAX_TRIES });
  output.on('write', () => (tries = 0));
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

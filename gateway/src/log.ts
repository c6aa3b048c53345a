import { pino, stdTimeFunctions, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { logOutput } from './log-output.ts';
import { maskFields } from './mask.ts';

/** What a module may do with the log. Give a short constant message, and the facts as fields. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

const STDOUT = 1;

export interface LogOptions {
  readonly level: string;
  /** Where lines go; standard output when absent. */
  readonly destination?: DestinationStream;
}

/**
 * The process's log: JSON lines. Phone numbers are masked wherever they stand in a field; message bodies, tokens and
 * signatures never appear, whatever a caller passes, because every record goes through the mask.
 */
export function createLog({ level, destination }: LogOptions): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: (record) => maskFields(record) },
    // pino's own would replace the masked error by one of its kind.
    serializers: { err: (value: unknown) => value },
  };
  return pino(options, destination ?? logOutput(STDOUT));
}

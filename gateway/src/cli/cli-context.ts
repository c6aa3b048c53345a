import type { OperationsClient } from './operations-client.ts';
import type { Terminal } from './terminal.ts';

/** What every command works with. */
export interface CliContext {
  readonly terminal: Terminal;
  /** Opened by the first command that asks, because only then its options are known. */
  readonly client: () => OperationsClient;
  readonly isJson: () => boolean;
  /** How a person calls this program, to be put before a command that is shown. */
  readonly programName: string;
  /** The address of the gateway, as given. */
  readonly url: () => string;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** Prints the answer: as JSON for programs, or as `show` writes it for people. */
export function tell<T>(
  { terminal, isJson }: Pick<CliContext, 'terminal' | 'isJson'>,
  answer: T,
  show: (answer: T) => readonly string[],
): void {
  terminal.print(isJson() ? JSON.stringify(answer, undefined, 2) : show(answer).join('\n'));
}

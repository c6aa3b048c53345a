import { CliError, EXIT } from './cli-error.ts';
import type { Terminal } from './terminal.ts';

export interface Question {
  readonly question: string;
  /** `--yes` was given. */
  readonly yes: boolean;
}

/**
 * Resolves when a person, or `--yes`, has agreed to what cannot be taken back.
 * @throws CliError otherwise
 */
export async function confirmed({ confirm }: Pick<Terminal, 'confirm'>, { question, yes }: Question): Promise<void> {
  if (yes) return;
  if (!confirm) throw new CliError(EXIT.usage, `${question}\nNobody can be asked here: give --yes if you are sure.`);
  if (!(await confirm(question))) throw new CliError(EXIT.failed, 'Nothing was changed.');
}

import { isOperatorName } from '../operations/operator-name.ts';
import { CliError, EXIT } from './cli-error.ts';

export interface OperatorSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user of this machine; may throw, as in a container whose user has no name. */
  readonly userName: () => string;
  readonly hostName: string;
}

/**
 * Who acts: FRONTLINE_OPERATOR, else user and host.
 * @throws CliError when FRONTLINE_OPERATOR is no name that the audit log takes
 */
export function whoActs({ environment, userName, hostName }: OperatorSources): string {
  const given = environment.FRONTLINE_OPERATOR?.normalize('NFC').trim();
  if (given) {
    if (isOperatorName(given)) return given;
    throw new CliError(EXIT.usage, 'FRONTLINE_OPERATOR: must be a name of at most 100 characters, without control characters.');
  }
  const name = `${nameOr(userName)}@${hostName}`;
  return name.replace(/\p{C}/gu, '?').replace(/(?<=^.{100}).+$/u, '');
}

function nameOr(userName: () => string): string {
  try {
    return userName();
  } catch {
    return 'unknown';
  }
}

import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { addAuditCommand } from './audit-command.ts';
import type { CliContext } from './cli-context.ts';
import { addDeadLettersCommand } from './dead-letters-command.ts';
import { operationsClient } from './operations-client.ts';
import { addPurgeCommand } from './purge-command.ts';
import { readToken } from './read-token.ts';
import { readUrl } from './read-url.ts';
import { addReconcileCommand } from './reconcile-command.ts';
import { addStatusCommand } from './status-command.ts';

export interface CliDeps extends Pick<CliContext, 'terminal' | 'programName' | 'now' | 'sleep'> {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Who is recorded as the one who acted: only a command that asks the gateway wants to know. Throws a CliError when no name was given that can be. */
  readonly operator: () => string;
}

interface GlobalOptions {
  readonly url?: string;
  readonly tokenFile?: string;
  readonly json?: boolean;
}

/** The command line. Parsing rejects with a CliError or commander's own error; the caller turns both into exit codes. */
export function createCli(deps: CliDeps): Command {
  const { environment, terminal } = deps;
  const program = new Command('frontline')
    .version(manifest.version, '-V, --version', 'the version of this command line; that of the gateway is in its status')
    .description('Asks a running gateway how it is, and decides what it cannot decide itself.')
    .option('--url <url>', 'the gateway (FRONTLINE_URL, else http://127.0.0.1:8080)')
    .option('--token-file <file>', 'file with the gateway\u2019s token (else GATEWAY_TOKEN or GATEWAY_TOKEN_FILE)')
    .option('--json', 'the gateway\u2019s answer, for programs; times in ISO 8601')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => terminal.print(text.trimEnd()), writeErr: (text) => terminal.complain(text.trimEnd()) })
    .exitOverride()
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong use, 3 no gateway answers.');
  const options = () => program.opts<GlobalOptions>();
  const url = () => readUrl({ url: options().url, environment });
  const context: CliContext = {
    ...deps,
    url,
    isJson: () => options().json === true,
    client: () => {
      const token = readToken({ tokenFile: options().tokenFile, environment });
      return operationsClient({ url: url(), token, operator: deps.operator() });
    },
  };
  for (const add of [addStatusCommand, addDeadLettersCommand, addReconcileCommand, addPurgeCommand, addAuditCommand]) add(program, context);
  return program;
}

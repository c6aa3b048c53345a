#!/usr/bin/env node
// npm run frontline -- COMMAND: the operator's command line.
import { existsSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommanderError } from 'commander';
import { CliError, EXIT, type ExitCode } from './cli-error.ts';
import { createCli } from './create-cli.ts';

import { processTerminal } from './process-terminal.ts';
import { whoActs } from './who-acts.ts';

const terminal = processTerminal(process);

try {
  // Where the gateway runs from a .env file, its token is in there.
  if (existsSync('.env')) process.loadEnvFile('.env');
  const cli = createCli({
    environment: process.env,
    operator: () => whoActs({ environment: process.env, userName: () => userInfo().username, hostName: hostname() }),
    programName: process.env.npm_lifecycle_event === 'frontline' ? 'npm run frontline --' : 'frontline',
    terminal,
    now: () => new Date(),
    sleep,
  });
  await cli.parseAsync();
} catch (error) {
  process.exitCode = codeOf(error);
}

/** Tells the person, and answers how to end. */
function codeOf(error: unknown): ExitCode {
  // commander has written its help or its complaint already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  terminal.complain(error instanceof Error ? error.message : String(error));
  return error instanceof CliError ? error.exitCode : EXIT.failed;
}

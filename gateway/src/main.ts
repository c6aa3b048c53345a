// The process: settings, store, collaborators, listener; then signals and exit codes.
import { ConfigError, parseConfig, type Config } from './config.ts';
import { createContext } from './context.ts';
import { logOutput } from './log-output.ts';
import { createLog } from './log.ts';
import { openStore, type Store } from './store/open-store.ts';
import { StoreError } from './store/store-error.ts';
import { systemClock } from './clock.ts';
import { warnOfNames } from './warn-of-names.ts';

/** What supervisors rely on. */
const EXIT = { stopped: 0, unexpected: 1, configuration: 2, store: 3, port: 4 } as const;

const config = readConfig();
const output = logOutput(process.stdout.fd);
const log = createLog({ level: config.logLevel, destination: output });
process.once('exit', output.flushSync);
warnOfNames({ log })(config.doubtfulNames);

process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'ended by an error that nobody expected');
  process.exit(EXIT.unexpected);
});

// A terminal sends SIGINT to the whole group and a supervisor may repeat itself: the first signal drains, the others change nothing.
let stopping: Promise<void> | undefined;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    stopping ??= stop(signal);
  });
}

let isOpen = false;
const opened = openOrExit(config).then((store) => {
  isOpen = true;
  return { store, context: createContext({ config, store, log }) };
});
const started = start();
await started;

async function start(): Promise<void> {
  const { store, context } = await opened;
  try {
    const { port, metricsPort } = await context.start();
    log.info({ port, ...(metricsPort !== undefined && { metricsPort }), publicUrls: config.web.publicUrls }, 'listening');
  } catch (error) {
    await store.close();
    if (!isPortTaken(error)) throw error;
    process.stderr.write(`The port cannot be used: ${error.message}. Set PORT (and METRICS_PORT) to free ones.\n`);
    process.exit(EXIT.port);
  }
}

async function stop(signal: string): Promise<void> {
  log.info({ signal }, 'draining');
  if (!isOpen) process.exit(EXIT.stopped); // it may wait long for its database, and has nothing to drain
  const { context } = await opened;
  await started;
  await context.stop();
  log.info({}, 'stopped');
  process.exit(EXIT.stopped);
}

function readConfig(): Config {
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT.configuration);
  }
}

async function openOrExit({ dataDir, database, limits }: Config): Promise<Store> {
  try {
    if (database === undefined) return await openStore({ dataDir, limits, clock: systemClock });
    return await openStore({ ...database, limits, onWaiting: (reason) => log.warn({ reason }, 'waiting for the database') });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    process.stderr.write(`The store cannot be used (${error.code}): ${error.message}\n`);
    process.exit(EXIT.store);
  }
}

function isPortTaken(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL')
  );
}

// npm run org -- COMMAND [--help]: scratch orgs, deployments, package versions; over the Salesforce CLI.
import { createProgram } from './org/create-program.ts';
import { runSteps } from './org/run-steps.ts';

process.chdir(new URL('..', import.meta.url).pathname);
await createProgram(async (steps) => {
  process.exitCode = await runSteps(steps);
}).parseAsync();

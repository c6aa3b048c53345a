// node scripts/org/expect-records.ts --target-org ORG: every metadata record of config/org is in the org.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runTool } from '../gates/run-tool.ts';
import { salesforceCli } from './salesforce-cli.ts';

const { values } = parseArgs({ options: { 'target-org': { type: 'string' } } });
const org = z.string({ error: '--target-org is missing' }).parse(values['target-org']);
const [program, ...first] = await salesforceCli();
const answer = z.object({ result: z.object({ records: z.array(z.object({ DeveloperName: z.string() })) }) });

const wanted = readdirSync(join(import.meta.dirname, '../../config/org/customMetadata')).map((file) => file.split('.'));
for (const type of new Set(wanted.map(([name]) => name))) {
  const query = `SELECT DeveloperName FROM ${type ?? ''}__mdt`;
  const { exitCode, output } = await runTool(program, [...first, 'data', 'query', '--query', query, '--target-org', org, '--json']);
  if (exitCode !== 0) throw new Error(output);
  const present = answer.parse(JSON.parse(output)).result.records.map(({ DeveloperName }) => DeveloperName);
  const missing = wanted.filter(([name, record]) => name === type && !present.includes(record ?? '')).map(([, record]) => record);
  console.log(`${type ?? ''}: ${present.length} records${missing.length > 0 ? `, missing ${missing.join(', ')}` : ''}`);
  if (missing.length > 0) process.exitCode = 1;
}

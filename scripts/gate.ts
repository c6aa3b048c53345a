// node scripts/gate.ts NAME [ROOT]: one check of the Salesforce package over a copy of the repository (default: this one).
import { join, resolve } from 'node:path';
import { apexSemantics } from './gates/apex-semantics.ts';
import { codeAnalyzer } from './gates/code-analyzer.ts';
import { convertSource } from './gates/convert-source.ts';
import type { Gate } from './gates/gate.ts';
import { metadataSchema } from './gates/metadata-schema.ts';
import { packageNames } from './gates/package-names.ts';
import { SKIPPED } from './skipped.ts';

const GATES: Record<string, Gate> = {
  names: packageNames,
  'apex-semantics': apexSemantics,
  'code-analyzer': codeAnalyzer,
  convert: convertSource,
  schema: metadataSchema,
};

const [name = '', root = join(import.meta.dirname, '..')] = process.argv.slice(2);
const gate = GATES[name];
if (!gate) throw new Error(`Which gate? ${Object.keys(GATES).join(', ')}`);

const result = await gate(resolve(root));
if ('skipped' in result) {
  const isFinal = process.env.CI === 'true';
  console.log(`skipped: ${result.skipped}${isFinal ? '; with CI=true a skip is a failure' : ''}`);
  process.exitCode = isFinal ? 1 : SKIPPED;
} else {
  for (const fault of result.faults) console.log(fault);
  process.exitCode = result.faults.length === 0 ? 0 : 1;
}

// node emulators/apex/parse/keep-trees.ts: parses the package, so that its trees are on disk for whoever runs it next.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findSources } from './find-sources.ts';
import { parseSource } from './parse-source.ts';

const { classes, triggers } = findSources([fileURLToPath(new URL('../../../force-app', import.meta.url))]);
for (const file of classes) parseSource.class(readFileSync(file, 'utf8'), file);
for (const file of triggers) parseSource.trigger(readFileSync(file, 'utf8'), file);

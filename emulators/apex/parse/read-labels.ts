import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import type { Engine } from '../engine.ts';

const file = z.object({ CustomLabels: z.object({ labels: z.array(z.object({ fullName: z.string(), value: z.string() })) }) });

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, isArray: (name) => name === 'labels', trimValues: true });

/** Custom labels of `*.labels-meta.xml`, by lower-case name. */
export const readLabels = (paths: readonly string[]): Engine['labels'] => {
  const labels = paths.flatMap((path) => file.parse(parser.parse(readFileSync(path, 'utf8'))).CustomLabels.labels);
  return new Map(labels.map(({ fullName, value }) => [fullName.toLowerCase(), { name: fullName, value }]));
};

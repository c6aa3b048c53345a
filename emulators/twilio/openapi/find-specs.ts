import { existsSync } from 'node:fs';
import { readSpec } from './spec.ts';
import type { Spec } from './spec.ts';

/** Twilio's documents by product, where they lie beside the repository; undefined where they do not. */
export const findSpecs = (): Record<string, Spec> | undefined => {
  const folder = new URL('../../../../shared/specs/twilio/', import.meta.url);
  if (!existsSync(folder)) return undefined;
  const spec = (name: string) => readSpec(new URL(`twilio_${name}_v1.json`, folder));
  return { conversations: spec('conversations'), 'frontline-api': spec('frontline'), content: spec('content') };
};

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Mutant } from './mutant.ts';

/** Changes that no test has to notice, and why: those of a class, or of its lines that hold `source`. */
const form = z.array(z.object({ class: z.string(), source: z.string().optional(), reason: z.string().min(1) }));
export type AcceptedMutant = z.infer<typeof form>[number];

export const readAcceptedMutants = (path: string): readonly AcceptedMutant[] => form.parse(JSON.parse(readFileSync(path, 'utf8')));

/** Looks a surviving change up; `line` is the text of its line. */
export const isAccepted = (accepted: readonly AcceptedMutant[], { file }: Mutant, line: string): AcceptedMutant | undefined =>
  accepted.find((each) => file.endsWith(`/${each.class}.cls`) && line.includes(each.source ?? ''));

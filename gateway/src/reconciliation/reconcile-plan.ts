import { z } from 'zod';
import type { Log } from '../log.ts';
import type { Checkpoints } from '../pipeline/checkpoints.ts';

/**
 * What is compared. `regular`: every few minutes, conversations that are new, that changed, or in which something happened lately.
 * `sweep`: once a day and after downtime, every conversation, as far back as keys are remembered. `asked`: a sweep that an
 * operator asked for, from a moment on.
 */
export type PlanKind = 'regular' | 'asked' | 'sweep';

const moment = z.iso.datetime().transform((text) => new Date(text));

/** The lists that a plan goes through. `rest`: what happened lately in conversations that no list had. */
export const STAGES = {
  regular: ['created', 'active', 'inactive', 'rest'],
  asked: ['created', 'active', 'inactive', 'closed'],
  sweep: ['active', 'inactive', 'closed'],
} as const satisfies Record<PlanKind, readonly Stage[]>;

export type Stage = z.infer<typeof stageSchema>;
const stageSchema = z.enum(['created', 'active', 'inactive', 'closed', 'rest']);

const planSchema = z.object({
  since: moment,
  startedAt: moment,
  stage: stageSchema,
  /** The page of the stage's list to read next; absent for the first. */
  page: z.string().optional(),
  conversations: z.number(),
  messages: z.number(),
  missing: z.number(),
  /** The version before counted none. */
  refused: z.number().default(0),
  requests: z.number(),
});

/** A comparison under way: where it is, and what it has found. */
export type Plan = z.infer<typeof planSchema>;

const marksSchema = z.object({
  /** Nothing before is compared unless asked for: the gateway was not there. */
  began: moment,
  /** Up to then everything new was compared. */
  comparedTo: moment,
  sweptAt: moment,
});

/** What of the past needs no comparing any more. */
export type Marks = z.infer<typeof marksSchema>;

const NAMES = {
  marks: 'reconciliation',
  regular: 'reconciliation/regular',
  asked: 'reconciliation/asked',
  sweep: 'reconciliation/sweep',
} as const;

export interface PlanKeeperDeps {
  readonly checkpoints: Checkpoints;
  readonly log: Log;
}

/**
 * Keeps plans and marks across restarts and gateways. A plan that cannot be read, as after a downgrade or a repair by hand, counts as absent:
 * it begins anew when it is due.
 */
export function planKeeper({ checkpoints, log }: PlanKeeperDeps) {
  const read = async <T>(name: keyof typeof NAMES, schema: z.ZodType<T>): Promise<T | 'unreadable' | undefined> => {
    const text = await checkpoints.read(NAMES[name]);
    if (text === undefined || text === '') return undefined;
    const told = schema.safeParse(parsed(text));
    if (!told.success) log.warn({ checkpoint: NAMES[name] }, 'a checkpoint of the comparison with Twilio cannot be read');
    return told.success ? told.data : 'unreadable';
  };
  return {
    /** `unreadable`: there are some, and nobody knows what they say. */
    marks: () => read('marks', marksSchema),
    keepMarks: (marks: Marks) => checkpoints.write(NAMES.marks, JSON.stringify(marks)),
    plan: async (kind: PlanKind): Promise<Plan | undefined> => {
      const plan = await read(kind, planSchema);
      return plan === 'unreadable' ? undefined : plan;
    },
    keep: (kind: PlanKind, plan: Plan) => checkpoints.write(NAMES[kind], JSON.stringify(plan)),
    drop: (kind: PlanKind) => checkpoints.write(NAMES[kind], ''),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type PlanKeeper = ReturnType<typeof planKeeper>;

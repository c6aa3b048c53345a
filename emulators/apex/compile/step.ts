import type { Frame } from '../frame.ts';

/** How a statement ended. */
export const Completion = { normal: 0, break: 1, continue: 2, return: 3 } as const;
export type Completion = (typeof Completion)[keyof typeof Completion];

/** A compiled statement. */
export type Step = (frame: Frame) => Completion;

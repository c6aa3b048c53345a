import { availableParallelism, cpus } from 'node:os';

/** On what a figure was measured. */
export const MACHINE = { cpu: cpus()[0]?.model ?? 'unknown', processors: availableParallelism(), node: process.version };

/** Prints one figure as one line of JSON. */
export const print = (figure: Readonly<Record<string, unknown>>): void => console.log(JSON.stringify({ ...figure, machine: MACHINE }));

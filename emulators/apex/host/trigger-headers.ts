import { readFileSync } from 'node:fs';
import type { TriggerOperation } from '../execution-context.ts';
import { findSources } from '../parse/find-sources.ts';

export type TriggerHeader = { readonly name: string; readonly objectName: string; readonly operations: ReadonlySet<TriggerOperation> };

const HEADER = /\btrigger\s+(\w+)\s+on\s+(\w+)\s*\(([^)]*)\)/i;

const OPERATIONS: readonly TriggerOperation[] = ['insert', 'update', 'delete', 'undelete'];

/** What each trigger of a package listens to, read from its first words alone: parsing all of the package takes seconds. */
export const triggerHeaders = (directories: readonly string[]): readonly TriggerHeader[] =>
  findSources(directories).triggers.map((path) => {
    const [, name = '', objectName = '', events = ''] = HEADER.exec(readFileSync(path, 'utf8')) ?? [];
    if (name === '') throw new Error(`${path} does not begin as a trigger does`);
    const words = events.toLowerCase().split(/[\s,]+/);
    return { name, objectName, operations: new Set(OPERATIONS.filter((operation) => words.includes(operation))) };
  });

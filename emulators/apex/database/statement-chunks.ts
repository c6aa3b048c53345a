import { ApexError } from '../values/apex-error.ts';
import type { SObject } from '../values/sobject.ts';

/** Triggers see 200 records at a time (Apex Developer Guide, "Bulk Trigger Idioms"). */
const CHUNK = 200;

/** Apex Developer Guide, "DML Considerations": records of different objects, in so many runs of one object at most. */
const MAX_RUNS = 10;

export type IndexedRecord = { readonly index: number; readonly record: SObject };

const runsOf = (records: readonly SObject[]): IndexedRecord[][] => {
  const runs: IndexedRecord[][] = [];
  records.forEach((record, index) => {
    const last = runs.at(-1);
    if (last?.[0]?.record.object === record.object) last.push({ index, record });
    else runs.push([{ index, record }]);
  });
  return runs;
};

/** A statement's records in the portions in which they are saved: up to 200 of one object. */
export const statementChunks = (records: readonly SObject[]): readonly (readonly [IndexedRecord, ...IndexedRecord[]])[] => {
  const runs = runsOf(records);
  if (runs.length > MAX_RUNS) throw new ApexError('TypeException', `Cannot have more than ${MAX_RUNS} chunks in a single operation.`);
  return runs.flatMap((run) => {
    const chunks: [IndexedRecord, ...IndexedRecord[]][] = [];
    for (let start = 0; start < run.length; start += CHUNK) {
      const [first, ...others] = run.slice(start, start + CHUNK);
      if (first) chunks.push([first, ...others]);
    }
    return chunks;
  });
};

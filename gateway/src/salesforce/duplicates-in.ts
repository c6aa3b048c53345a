import { z } from 'zod';

const resultSchema = z.object({
  matchResults: z.array(z.object({ matchRecords: z.array(z.object({ record: z.object({ Id: z.string() }) })) })),
});
// The REST API writes the name without its "l"; should that ever be mended, this goes on.
const errorSchema = z.object({
  data: z.union([
    z.object({ duplicateResut: resultSchema }).transform(({ duplicateResut }) => duplicateResut),
    z.object({ duplicateResult: resultSchema }).transform(({ duplicateResult }) => duplicateResult),
  ]),
});

/** Ids of the records that a duplicate rule takes for the same as the refused one, from what the API client threw; the best match first. */
export const duplicatesIn = (thrown: unknown): readonly string[] =>
  errorSchema
    .safeParse(thrown)
    .data?.data.matchResults.flatMap(({ matchRecords }) => matchRecords)
    .map(({ record }) => record.Id) ?? [];

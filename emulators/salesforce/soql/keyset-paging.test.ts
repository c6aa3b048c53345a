import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { createOrg, type Org } from '../org.ts';
import { queryText } from './query-text.ts';

const keys = z.object({ Id: z.string(), Name: z.string() });

const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** Reads every contact page by page, as a client does that remembers the last name and id it saw. */
const readAll = (org: Org, pageSize: number): string[] => {
  const seen: string[] = [];
  let after = '';
  for (;;) {
    const { records } = queryText(org)(`SELECT Id, Name FROM Contact ${after} ORDER BY Name, Id LIMIT ${pageSize}`);
    const page = records.map(({ fields }) => keys.parse(fields));
    const last = page.at(-1);
    if (!last) return seen;
    seen.push(...page.map(({ Id }) => Id));
    after = `WHERE Name > ${quoted(last.Name)} OR (Name = ${quoted(last.Name)} AND Id > ${quoted(last.Id)})`;
  }
};

/** Few letters, so that names repeat and differ in case only; signs and accents, so that the order is tried. */
const name = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', 'ß', 'é', 'E', 'z', "'", '\\', '-', ' ', '%', '_', 'Ω', '😀'),
  minLength: 1,
  maxLength: 4,
});

describe('keyset paging over ORDER BY Name, Id', () => {
  it('misses no contact and shows none twice, whatever their names', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (lastNames, pageSize) => {
        const org = createOrg({ packageDirectory: 'none', metadataDirectory: 'none' });
        const ids = lastNames.map((LastName) => org.database.insert('Contact', { LastName }).id).filter((id) => id !== null);
        expect(readAll(org, pageSize).toSorted()).toEqual(ids.toSorted());
      }),
      { numRuns: 60 },
    );
  });
});

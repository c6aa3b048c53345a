import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { memoryDirectory } from '../testing/memory-directory.ts';
import { listCustomers } from './list-customers.ts';

const answerSchema = z.object({
  objects: z.object({
    customers: z.array(z.object({ customer_id: z.string(), display_name: z.string() }).strict()),
    searchable: z.literal(true),
    next_page_token: z.string().optional(),
  }),
});
const names = fc.array(fc.constantFrom('Ana', 'Bo', 'Cy', 'Zoë', "O'Neil", '"Q"'), { maxLength: 60 });
const people = (list: readonly string[], worker = 'ana@x') => list.map((name, index) => ({ id: `003${String(index)}`, name, worker }));

const pager = (list: ReturnType<typeof people>) => {
  const ask = listCustomers({ directory: memoryDirectory(list) });
  return async (params: Record<string, string>) => answerSchema.parse(await ask({ Worker: 'ana@x', ...params })).objects;
};

/** Reads the whole list page by page; `next` says how the app asks for the page after this one. */
async function readAll(
  list: ReturnType<typeof people>,
  next: (page: z.infer<typeof answerSchema>['objects']) => Record<string, string> | undefined,
) {
  const ask = pager(list);
  const seen: string[] = [];
  for (let more: Record<string, string> | undefined = {}; more;) {
    const page = await ask({ PageSize: '7', ...more });
    seen.push(...page.customers.map(({ customer_id }) => customer_id));
    more = next(page);
  }
  return seen;
}

describe('listCustomers', () => {
  it('pages by token and by anchor without a gap or a repeat, and without anybody of another worker', async () => {
    await fc.assert(
      fc.asyncProperty(names, names, async (mine, theirs) => {
        const list = [...people(mine), ...people(theirs, 'ben@x').map((person) => ({ ...person, id: `${person.id}B` }))];
        const expected = people(mine)
          .map(({ id }) => id)
          .sort();
        const byToken = await readAll(list, (page) => (page.next_page_token && { NextPageToken: page.next_page_token }) || undefined);
        const byAnchor = await readAll(list, ({ customers }) => {
          const last = customers.at(-1);
          return last && { Anchor: last.customer_id };
        });
        expect([...byToken].sort()).toEqual(expected);
        expect(byAnchor).toEqual(byToken);
      }),
    );
  });

  it('gives 30 at a time unless asked otherwise, a hundred at most, and a token only while there is more', async () => {
    const ask = pager(people(Array.from({ length: 130 }, () => 'Same Name')));
    const first = await ask({});
    expect(first.customers).toHaveLength(30);
    expect(first.next_page_token).toBeDefined();
    expect((await ask({ PageSize: '5000' })).customers).toHaveLength(100);
    expect(
      (await ask({ PageSize: '100', NextPageToken: (await ask({ PageSize: '100' })).next_page_token ?? '' })).next_page_token,
    ).toBeUndefined();
  });

  it('ends the list at an anchor that is unknown or somebody else’s, and prefers the token', async () => {
    const ask = pager([...people(['Ana', 'Bo', 'Cy']), { id: '003X', name: 'Bea', worker: 'ben@x' }]);
    expect((await ask({ Anchor: 'gone' })).customers).toEqual([]);
    expect((await ask({ Anchor: '003X' })).customers).toEqual([]);
    const { next_page_token: token = '' } = await ask({ PageSize: '1' });
    expect((await ask({ Anchor: 'gone', NextPageToken: token })).customers.map(({ display_name }) => display_name)).toEqual(['Bo', 'Cy']);
  });

  it.each([
    [{ PageSize: 'x' }, 'PageSize'],
    [{ PageSize: '0' }, 'PageSize'],
    [{ PageSize: '-3' }, 'PageSize'],
    [{ NextPageToken: 'nonsense' }, 'NextPageToken'],
    [{ NextPageToken: Buffer.from('{"n":1}').toString('base64url') }, 'NextPageToken'],
    [{ Worker: '' }, 'Worker'],
    [{ Worker: 'x'.repeat(257) }, 'Worker'],
  ])('refuses %p', async (params, name) => {
    const error: unknown = await pager([])(params).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'bad_request' });
    expect(String(error)).toContain(name);
  });

  it('never answers anything but a page or a bad request, whatever is asked', async () => {
    const ask = pager(people(['Ana', 'Bo']));
    await fc.assert(
      fc.asyncProperty(
        fc.record({ Anchor: fc.string(), NextPageToken: fc.string(), Query: fc.string(), PageSize: fc.string() }),
        async (params) => {
          const outcome = await ask(params).catch((error: unknown) => error);
          if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'bad_request' });
        },
      ),
    );
  });
});

import type { CustomerPage, Directory, PagePosition, PageRequest } from '../directory/directory.ts';
import type { DirectoryDependencies } from './directory-dependencies.ts';
import { remembered, type Stale } from './remembered.ts';

const DEFAULT_TTL_MS = 60_000;
// A page is at most a hundred names, some 10 KB: what the busiest minute of some thousand reps asks for.
const MAX_PAGES = 2_000;

type Lists = Pick<Directory, 'list' | 'search' | 'positionOf'>;

/**
 * A worker's pages, remembered for a minute. While Salesforce fails the last ones known will do, for a quarter of an hour: a name in a list
 * opens nothing, since the card behind it is read live.
 */
export function rememberedLists(lists: Lists, { clock, cacheTtlMs = DEFAULT_TTL_MS, onStale }: DirectoryDependencies): Lists {
  const options = { clock, ttlMs: cacheTtlMs, maxEntries: MAX_PAGES, onStale: (stale: Stale) => onStale('list', stale) };
  const pages = remembered<CustomerPage>({ ...options, look: (key) => readPage(lists, keySchema(key)) });
  const positions = remembered<PagePosition>({
    ...options,
    look: (key) => {
      const { worker, text: id } = keySchema(key);
      return lists.positionOf(worker, id ?? '');
    },
  });
  const pageOf = async (key: PageKey): Promise<CustomerPage> =>
    (await pages(JSON.stringify(key), { staleWillDo: true })) ?? { customers: [] };
  return {
    list: (worker, page) => pageOf({ worker, page }),
    search: (worker, { text, page }) => pageOf({ worker, text, page }),
    positionOf: (worker, text) => positions(JSON.stringify({ worker, text }), { staleWillDo: true }),
  };
}

interface PageKey {
  readonly worker: string;
  readonly text?: string;
  readonly page?: PageRequest;
}

// Nobody but this file makes these texts.
const keySchema = (key: string) => JSON.parse(key) as PageKey;

function readPage({ list, search }: Lists, { worker, text, page = { size: 0 } }: PageKey): Promise<CustomerPage> {
  return text === undefined ? list(worker, page) : search(worker, { text, page });
}

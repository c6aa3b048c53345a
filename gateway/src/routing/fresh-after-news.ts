import type { Clock } from '../clock.ts';
import { formatAddress } from '../directory/address.ts';
import type { Directory } from '../directory/directory.ts';

export interface FreshAfterNews {
  readonly directory: Directory;
  /** Some customer has another owner now: who that is must be looked up again. */
  readonly onNews: () => void;
}

/**
 * A directory that trusts nothing that was remembered before the last news: the first question about each number after it goes past all
 * caches. After the longest time that anything is remembered, that is over by itself.
 * @param rememberedMs how long the directory remembers
 */
export function freshAfterNews(
  inner: Directory,
  { clock, rememberedMs }: { readonly clock: Clock; readonly rememberedMs: number },
): FreshAfterNews {
  let newsAt = -Infinity;
  let asked = new Set<string>();
  return {
    onNews: () => {
      newsAt = clock.now().getTime();
      asked = new Set();
    },
    directory: {
      ...inner,
      findByAddress: async (address, options) => {
        const key = formatAddress(address);
        if (clock.now().getTime() - newsAt > rememberedMs || asked.has(key)) return inner.findByAddress(address, options);
        const found = await inner.findByAddress(address, { ...options, fresh: true });
        asked.add(key);
        return found;
      },
    },
  };
}

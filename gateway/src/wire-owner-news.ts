import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { connectSalesforce } from './connect-salesforce.ts';
import { freshAfterNews } from './routing/fresh-after-news.ts';
import { ownerNews, type OwnerNews } from './routing/owner-news.ts';
import type { Store } from './store/open-store.ts';

type Salesforce = ReturnType<typeof connectSalesforce>;

export interface WireOwnerNewsDeps {
  readonly config: Config;
  readonly store: Store;
  readonly salesforce: Salesforce;
}

// The queues remember a customer ten times as long as callbacks do.
const LONGEST_MEMORY_FACTOR = 10;

/** Salesforce's directories as they must be asked where owners change: what was remembered before the last news is not trusted. */
export function wireOwnerNews({ config, store, salesforce }: WireOwnerNewsDeps): {
  readonly salesforce: Salesforce;
  readonly news: OwnerNews;
} {
  const options = { clock: systemClock, rememberedMs: config.timing.cacheTtlMs * LONGEST_MEMORY_FACTOR };
  const callbacks = freshAfterNews(salesforce.directory, options);
  const work = freshAfterNews(salesforce.work.directory, options);
  const onNews = () => {
    callbacks.onNews();
    work.onNews();
  };
  return {
    salesforce: { ...salesforce, directory: callbacks.directory, work: { ...salesforce.work, directory: work.directory } },
    news: ownerNews({ checkpoints: store.checkpoints, onNews }),
  };
}

import { until } from '../store/testing/until.ts';
import { startScriptedApi } from './scripted-api.ts';

/** A webhook as it came in. */
export type CollectedForm = Readonly<Record<string, string>>;

/** Takes webhooks and keeps them, so that a test decides which of them the gateway gets, how often and in which order. */
export interface WebhookCollector {
  readonly url: string;
  readonly forms: () => readonly CollectedForm[];
  /** Resolves with the first one for which that holds, when it is there. */
  readonly one: (matches: (form: CollectedForm) => boolean) => Promise<CollectedForm>;
  readonly close: () => Promise<void>;
}

export async function startWebhookCollector(): Promise<WebhookCollector> {
  const api = await startScriptedApi();
  const forms: CollectedForm[] = [];
  api.answer = ({ form }) => {
    forms.push(Object.fromEntries(form));
    return { status: 200 };
  };
  return {
    url: api.url,
    forms: () => forms,
    one: async (matches) => {
      await until(() => forms.some(matches));
      const found = forms.find(matches);
      if (!found) throw new Error('was there a moment ago');
      return found;
    },
    close: () => api.close(),
  };
}

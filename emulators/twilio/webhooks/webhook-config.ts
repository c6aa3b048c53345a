import type { EventType } from './event-type.ts';

/** Where Conversations webhooks go. */
export type WebhookConfig = {
  preWebhookUrl: string | null;
  postWebhookUrl: string | null;
  /** Events that are sent; the others are not. */
  filters: readonly EventType[] | null;
};

/** The account's global target and the service's own; the service's wins where it names a URL. */
export type WebhookConfigs = { global: WebhookConfig; service: WebhookConfig };

export const unsetWebhooks: WebhookConfig = { preWebhookUrl: null, postWebhookUrl: null, filters: null };

/** The URL an event goes to, or undefined when nobody asked for it. */
export const webhookUrl = (configs: WebhookConfigs, event: { type: EventType; pre: boolean }): string | undefined => {
  const { service, global } = configs;
  const config = (service.preWebhookUrl ?? service.postWebhookUrl) ? service : global;
  if (!config.filters?.includes(event.type)) return undefined;
  return (event.pre ? config.preWebhookUrl : config.postWebhookUrl) ?? undefined;
};

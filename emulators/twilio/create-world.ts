import { createAccount } from './account/account.ts';
import type { Account } from './account/account.ts';
import { createDebuggerLog } from './account/debugger-log.ts';
import { createCarrier } from './carrier/carrier.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { createStore } from './conversations/store.ts';
import { createFaults } from './faults/create-faults.ts';
import { unsetFrontlineUrls } from './frontline/frontline-urls.ts';
import type { FrontlineUrls } from './frontline/frontline-urls.ts';
import { defaultSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { createTimers } from './timers.ts';
import { eventTypes } from './webhooks/event-type.ts';
import { createHooks } from './webhooks/hooks.ts';
import { createPostForm } from './webhooks/post-form.ts';
import { unsetWebhooks } from './webhooks/webhook-config.ts';
import type { WebhookConfig, WebhookConfigs } from './webhooks/webhook-config.ts';
import type { World } from './world.ts';

export type WorldOptions = {
  account?: Partial<Account>;
  /** The Conversations service's webhooks; every event where no filters are given. */
  webhooks?: Partial<WebhookConfig>;
  frontline?: Partial<FrontlineUrls>;
  settings?: Partial<Settings>;
  clock?: Clock;
};

/** Puts an account together, empty. */
export const createWorld = (options: WorldOptions): World => {
  const account = createAccount(options.account);
  const settings: Settings = { ...defaultSettings, ...options.settings };
  const timers = createTimers(options.clock ?? systemClock);
  const log = createDebuggerLog(timers);
  const faults = createFaults(settings);
  const postForm = createPostForm(timers);
  const configs: WebhookConfigs = {
    global: { ...unsetWebhooks, filters: eventTypes },
    service: { ...unsetWebhooks, filters: eventTypes, ...options.webhooks },
  };
  return {
    account,
    settings,
    timers,
    log,
    faults,
    postForm,
    webhookConfigs: configs,
    hooks: createHooks({ account, configs, settings, timers, faults, log, postForm }),
    store: createStore(),
    content: new Map(),
    media: new Map(),
    mediaFaults: [],
    carrier: createCarrier(),
    frontlineUsers: new Map(),
    frontlineUrls: { ...unsetFrontlineUrls, ...options.frontline },
  };
};

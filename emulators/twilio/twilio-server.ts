import type { Account } from './account/account.ts';
import type { DebuggerLog } from './account/debugger-log.ts';
import { createPhones } from './carrier/phones.ts';
import type { Phones } from './carrier/phones.ts';
import { createWorld } from './create-world.ts';
import type { WorldOptions } from './create-world.ts';
import type { Faults } from './faults/create-faults.ts';
import type { FrontlineUrls } from './frontline/frontline-urls.ts';
import { logIn } from './frontline/log-in.ts';
import { openRepApp } from './frontline/rep-app.ts';
import type { RepApp } from './frontline/rep-app.ts';
import { createTwilioApp } from './http/create-twilio-app.ts';
import { listen } from './http/listen.ts';
import type { MediaFault } from './media/media-faults.ts';
import type { MediaLibrary } from './media/media.ts';
import type { OnExchange } from './rest/exchange.ts';
import type { Settings } from './settings.ts';
import type { WebhookConfig } from './webhooks/webhook-config.ts';

export type TwilioOptions = WorldOptions & {
  /** 0, the default, is any free port. */
  port?: number;
  /** Reps who have logged in to Frontline before. */
  workers?: readonly string[];
  /** Is told every REST request and its answer. */
  onExchange?: OnExchange;
};

/** A running Twilio account. */
export type Twilio = {
  /** Base URL, without a slash at its end: `https://PRODUCT.twilio.com/PATH` is `URL/PRODUCT/PATH`. */
  url: string;
  account: Account;
  phones: Phones;
  /** A rep's Frontline app; opening it logs the rep in. */
  app: (identity: string) => RepApp;
  /** The Conversations service's webhooks and Frontline's callbacks; assign to change. */
  webhooks: WebhookConfig;
  frontline: FrontlineUrls;
  settings: Settings;
  faults: Faults;
  /** Files in the Media Content Service, and what their next downloads meet. */
  media: MediaLibrary;
  mediaFaults: MediaFault[];
  debugger: Pick<DebuggerLog, 'entries'>;
  /** Ends at once: connections closed, webhooks under way aborted, timers cancelled. */
  close: () => Promise<void>;
};

/** Starts a Twilio account with Conversations, Frontline and a carrier on 127.0.0.1. Rejects when the port is taken. */
export const startTwilio = async (options: TwilioOptions = {}): Promise<Twilio> => {
  const { port = 0, workers = [], onExchange = () => undefined } = options;
  const world = createWorld(options);
  workers.forEach(logIn(world));
  const phones = createPhones(world);
  const app = openRepApp(world);
  const listener = await listen(createTwilioApp({ world, phones, app, onExchange }), port);
  return {
    url: `http://127.0.0.1:${listener.port}`,
    account: world.account,
    phones,
    app,
    webhooks: world.webhookConfigs.service,
    frontline: world.frontlineUrls,
    settings: world.settings,
    faults: world.faults,
    media: world.media,
    mediaFaults: world.mediaFaults,
    debugger: world.log,
    close: async () => {
      world.timers.close();
      world.postForm.close();
      await listener.close();
    },
  };
};

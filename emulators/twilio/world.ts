import type { Account } from './account/account.ts';
import type { DebuggerLog } from './account/debugger-log.ts';
import type { Carrier } from './carrier/carrier.ts';
import type { ContentLibrary } from './content/content-library.ts';
import type { Store } from './conversations/store.ts';
import type { Faults } from './faults/create-faults.ts';
import type { FrontlineUsers } from './frontline/frontline-users.ts';
import type { MediaFault } from './media/media-faults.ts';
import type { MediaLibrary } from './media/media.ts';
import type { Settings } from './settings.ts';
import type { Timers } from './timers.ts';
import type { Hooks } from './webhooks/hooks.ts';
import type { PostForm } from './webhooks/post-form.ts';
import type { WebhookConfigs } from './webhooks/webhook-config.ts';
import type { FrontlineUrls } from './frontline/frontline-urls.ts';

/** One running account with everything in and around it. Actions take it first: `(world) => (input) => result`. */
export type World = {
  account: Account;
  settings: Settings;
  timers: Timers;
  store: Store;
  content: ContentLibrary;
  media: MediaLibrary;
  /** Each is met by one download of a file's bytes, the first first. */
  mediaFaults: MediaFault[];
  frontlineUsers: FrontlineUsers;
  frontlineUrls: FrontlineUrls;
  carrier: Carrier;
  webhookConfigs: WebhookConfigs;
  hooks: Hooks;
  postForm: PostForm;
  faults: Faults;
  log: DebuggerLog;
};

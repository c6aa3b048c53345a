import { randomUUID } from 'node:crypto';
import type { Account } from '../account/account.ts';
import type { DebuggerLog } from '../account/debugger-log.ts';
import type { Origin } from '../conversations/origin.ts';
import type { Faults } from '../faults/create-faults.ts';
import type { Settings } from '../settings.ts';
import type { Timers } from '../timers.ts';
import type { EventType, PostEventType, PreEventType } from './event-type.ts';
import { outcome } from './outcome.ts';
import type { PostForm } from './post-form.ts';
import { parsePreAnswer } from './pre-answer.ts';
import type { PreAnswer } from './pre-answer.ts';
import { createReordering } from './reordering.ts';
import { sendSigned } from './send-signed.ts';
import { webhookUrl } from './webhook-config.ts';
import type { WebhookConfigs } from './webhook-config.ts';

/** Undefined parameters are left out of the request. */
export type HookEvent<T extends EventType> = { type: T; origin: Origin; parameters: Readonly<Record<string, string | undefined>> };

export type Hooks = {
  /** Asks before an action; resolves with what may be changed, or with a refusal. No URL, no filter or a silent origin: allowed. */
  pre: (event: HookEvent<PreEventType>) => Promise<PreAnswer>;
  /** Tells after an action: returns at once, sends once, never again. */
  post: (event: HookEvent<PostEventType>) => void;
};

export type HooksDeps = {
  account: Account;
  configs: WebhookConfigs;
  settings: Settings;
  timers: Timers;
  faults: Faults;
  log: DebuggerLog;
  postForm: PostForm;
};

/** The request body of an event: the parameters every event has, then its own. */
const formOf = (account: Account, { type, origin, parameters }: HookEvent<EventType>): Record<string, string> => {
  const form: Record<string, string> = {
    EventType: type,
    AccountSid: account.accountSid,
    ChatServiceSid: account.serviceSid,
    Source: origin.source,
    RetryCount: '0',
  };
  if (origin.clientIdentity !== undefined) form['ClientIdentity'] = origin.clientIdentity;
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) form[name] = value;
  return form;
};

/**
 * Conversations webhooks. Form-encoded, signed; pre hooks block, post hooks do not and are never sent again.
 * https://www.twilio.com/docs/conversations/conversations-webhooks
 */
export const createHooks = (deps: HooksDeps): Hooks => {
  const { configs, timers, faults } = deps;
  const reordering = createReordering(timers);
  const send = sendEvent(deps);
  return {
    pre: async (event) => {
      const url = webhookUrl(configs, { type: event.type, pre: true });
      if (url === undefined || !event.origin.webhooks) return { allowed: true, changes: {} };
      const answer = await send(url, event, randomUUID());
      const allowed = answer.kind === 'answered' && outcome.succeeded(answer);
      return allowed ? parsePreAnswer(answer.body) : { allowed, reason: outcome.words(answer) };
    },
    post: (event) => {
      const url = webhookUrl(configs, { type: event.type, pre: false });
      if (url === undefined || !event.origin.webhooks) return;
      const token = randomUUID();
      const fault = faults.takeWebhook(event.type);
      if (fault?.kind === 'drop') return;
      reordering.start(fault, () => {
        void send(url, event, token);
        if (fault?.kind === 'duplicate') void send(url, event, token);
      });
    },
  };
};

const sendEvent = (deps: HooksDeps) => async (url: string, event: HookEvent<EventType>, token: string) => {
  const { account, settings, log } = deps;
  const answer = await sendSigned(deps)({ url, form: formOf(account, event), token, timeoutMs: settings.conversationsTimeoutMs });
  if (!outcome.succeeded(answer)) {
    log.write({ level: 'error', code: outcome.code(answer), message: `${event.type} webhook ${outcome.words(answer)}`, url });
  }
  return answer;
};

import { z } from 'zod';
import { TwilioError } from '../../account/twilio-error.ts';
import type { EventType } from '../../webhooks/event-type.ts';
import { eventTypes } from '../../webhooks/event-type.ts';
import type { WebhookConfig } from '../../webhooks/webhook-config.ts';
import { operation } from '../operation.ts';
import type { Operation, RawCall } from '../operation.ts';
import { parameter } from '../parameter.ts';

const configurationJson = ({ world: { account }, place }: Pick<RawCall, 'world' | 'place'>) => ({
  account_sid: account.accountSid,
  default_chat_service_sid: account.serviceSid,
  default_messaging_service_sid: account.messagingServiceSid,
  default_inactive_timer: null,
  default_closed_timer: null,
  url: `${place.base}/Configuration`,
  links: { service: `${place.base}/Services/${account.serviceSid}/Configuration`, webhooks: `${place.base}/Configuration/Webhooks` },
});

const fetch = operation({
  method: 'get',
  path: '/Configuration',
  parameters: z.strictObject({}),
  handle: (call) => ({ status: 200, body: configurationJson(call) }),
});

const webhookFields = {
  PreWebhookUrl: parameter.webhookUrl.optional(),
  PostWebhookUrl: parameter.webhookUrl.optional(),
  Filters: parameter.list(eventTypes).optional(),
  Method: parameter.oneOf(['POST', 'GET']).optional(),
};

type WebhookFields = z.output<z.ZodObject<typeof webhookFields>>;

/** Changes one configuration in place. GET webhooks are not emulated. */
const configure = (config: WebhookConfig, { PreWebhookUrl, PostWebhookUrl, Filters, Method }: WebhookFields) => {
  if (Method === 'GET') throw new TwilioError(20001, 'Invalid parameter Method: this emulator sends webhooks by POST only');
  const urlOf = (given: string | undefined, before: string | null) => (given === undefined ? before : given === '' ? null : given);
  const filters: readonly EventType[] | null = Filters ?? config.filters;
  Object.assign(config, {
    preWebhookUrl: urlOf(PreWebhookUrl, config.preWebhookUrl),
    postWebhookUrl: urlOf(PostWebhookUrl, config.postWebhookUrl),
    filters,
  });
};

const urlsJson = (config: WebhookConfig) => ({
  pre_webhook_url: config.preWebhookUrl,
  post_webhook_url: config.postWebhookUrl,
  filters: config.filters,
  method: 'POST',
});

const globalJson = ({ world, place }: Pick<RawCall, 'world' | 'place'>) => ({
  account_sid: world.account.accountSid,
  ...urlsJson(world.webhookConfigs.global),
  target: 'webhook',
  url: `${place.base}/Configuration/Webhooks`,
});

const fetchGlobal = operation({
  method: 'get',
  path: '/Configuration/Webhooks',
  parameters: z.strictObject({}),
  handle: (call) => ({ status: 200, body: globalJson(call) }),
});

const updateGlobal = operation({
  method: 'post',
  path: '/Configuration/Webhooks',
  parameters: z.strictObject({ ...webhookFields, Target: parameter.oneOf(['webhook']).optional() }),
  handle: (call) => {
    configure(call.world.webhookConfigs.global, call.parameters);
    return { status: 200, body: globalJson(call) };
  },
});

const serviceJson = ({ world, place }: Pick<RawCall, 'world' | 'place'>) => ({
  account_sid: world.account.accountSid,
  chat_service_sid: world.account.serviceSid,
  ...urlsJson(world.webhookConfigs.service),
  url: `${place.base}/Configuration/Webhooks`,
});

const fetchService = operation({
  method: 'get',
  path: '/Configuration/Webhooks',
  parameters: z.strictObject({}),
  handle: (call) => ({ status: 200, body: serviceJson(call) }),
});

const updateService = operation({
  method: 'post',
  path: '/Configuration/Webhooks',
  parameters: z.strictObject(webhookFields),
  handle: (call) => {
    configure(call.world.webhookConfigs.service, call.parameters);
    return { status: 200, body: serviceJson(call) };
  },
});

/**
 * https://www.twilio.com/docs/conversations/api/webhook-configuration-resource for the account (`global`) and
 * https://www.twilio.com/docs/conversations/api/per-service-webhook-resource below `/Services/IS...` (`service`).
 */
export const configurationOperations: { global: readonly Operation[]; service: readonly Operation[] } = {
  global: [fetch, fetchGlobal, updateGlobal],
  service: [fetchService, updateService],
};

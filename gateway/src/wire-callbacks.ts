import type { Router } from 'express';
import { systemClock, systemTimers } from './clock.ts';
import type { Config } from './config.ts';
import { answerMessageAdd } from './consent/answer-message-add.ts';
import { acceptEvent } from './conversations/accept-event.ts';
import { answerConversationAdd } from './conversations/answer-conversation-add.ts';
import { answerEvent } from './conversations/answer-event.ts';
import type { ConversationMemory } from './conversations/conversation-facts.ts';
import type { ConversationsApi } from './conversations/conversations-api.ts';
import type { BusinessNumbers } from './directory/business-numbers.ts';
import type { CustomerRecords } from './directory/customer-records.ts';
import type { CustomerSettingsSource } from './directory/customer-settings.ts';
import type { Directory } from './directory/directory.ts';
import { byLocation } from './frontline/by-location.ts';
import { createCustomer } from './frontline/create-customer.ts';
import { deleteCustomer } from './frontline/delete-customer.ts';
import { customerDetails } from './frontline/customer-details.ts';
import { customerTemplates } from './frontline/customer-templates.ts';
import { listCustomers } from './frontline/list-customers.ts';
import { outgoingConversation } from './frontline/outgoing-conversation.ts';
import { callbackRoutes } from './http/callback-routes.ts';
import { verifyTwilio } from './http/verify-twilio.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Inbox } from './pipeline/inbox.ts';
import { answerRouting } from './routing/answer-routing.ts';
import type { RoutingDecision } from './routing/decision.ts';
import type { RoutingRequest } from './routing/routing-request.ts';
import type { offerTemplates } from './templates/offer-templates.ts';
import { isSignedByTwilio } from './twilio/twilio-signature.ts';
import type { Guards } from './wire-guards.ts';
import type { WiredWindow } from './wire-window.ts';

export interface WireCallbacksDeps {
  readonly config: Config;
  readonly directory: Directory;
  readonly customerRecords: CustomerRecords;
  readonly customerSettings: CustomerSettingsSource;
  readonly offer: ReturnType<typeof offerTemplates>;
  readonly window: Pick<WiredWindow, 'ofConversation'>;
  readonly numbers: BusinessNumbers;
  readonly guards: Guards;
  readonly memory: ConversationMemory;
  readonly conversations: Pick<ConversationsApi, 'participants'>;
  readonly inbox: Inbox;
  readonly route: (request: RoutingRequest) => Promise<RoutingDecision>;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Joins everything that Twilio calls with what answers it. */
export function wireCallbacks(deps: WireCallbacksDeps): Router {
  const { config, directory, offer, numbers, guards, inbox, route, metrics, log } = deps;
  const customers = { directory, records: deps.customerRecords, settings: deps.customerSettings, log };
  const { accountSid, conversationsServiceSid, authTokens, numbers: fallback } = config.twilio;
  const timers = systemTimers;
  return callbackRoutes({
    crm: byLocation({
      GetCustomersList: listCustomers({ directory }),
      GetCustomerDetailsByCustomerId: customerDetails({ directory }),
      CreateCustomer: createCustomer({ ...customers, defaultCountry: config.defaultCountry }),
      DeleteCustomer: deleteCustomer(customers),
    }),
    outgoingConversation: byLocation({ GetProxyAddress: outgoingConversation({ directory, numbers, guard: guards.initiative, fallback }) }),
    templates: byLocation({ GetTemplatesByCustomerId: customerTemplates({ offer, windowOf: deps.window.ofConversation, log }) }),
    routing: answerRouting({ inbox, route, clock: systemClock, timers }),
    conversationEvent: answerEvent({
      conversationAdd: answerConversationAdd({ directory, timers, log }),
      messageAdd: answerMessageAdd({ ...deps, guard: guards.all, timers }),
      accept: acceptEvent({ inbox }),
      count: (event, outcome) => metrics.webhooks.inc({ event, outcome }),
    }),
    verify: verifyTwilio({
      isSigned: isSignedByTwilio({ authTokens, publicUrls: config.web.publicUrls }),
      accountSid,
      conversationsServiceSid,
    }),
    timers,
  });
}

import { Router } from 'express';
import { byLocation } from '../frontline/by-location.ts';
import { customerDetails } from '../frontline/customer-details.ts';
import { customerTemplates } from '../frontline/customer-templates.ts';
import { listCustomers } from '../frontline/list-customers.ts';
import { outgoingConversation } from '../frontline/outgoing-conversation.ts';
import { systemTimers } from '../clock.ts';
import { callbackRoutes } from '../http/callback-routes.ts';
import { createApp } from '../http/create-app.ts';
import type { DependencyHealth } from '../dependency-watch.ts';
import { healthRoutes } from '../http/health-routes.ts';
import { listen } from '../http/listen.ts';
import { metricsRoutes } from '../http/metrics-routes.ts';
import { verifyTwilio } from '../http/verify-twilio.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import type { ActivityTrigger } from '../pipeline/activity-trigger.ts';
import type { SendObjection } from '../sending/send-guard.ts';
import { offerTemplates } from '../templates/offer-templates.ts';
import { isSignedByTwilio } from '../twilio/twilio-signature.ts';
import { memoryDirectory } from './memory-directory.ts';

export const TOKEN = '0123456789abcdef0123456789abcdef';
export const SECOND_TOKEN = 'fedcba9876543210fedcba9876543210';
export const GATEWAY_TOKEN = 'gateway-token';
export const ACTIVITY_TRIGGER: ActivityTrigger = {
  name: 'FrontlineActivityTrigger',
  status: 'Running',
  retries: 0,
  hasPassed: () => 'unknown',
};
export const ACCOUNT = `AC${'0'.repeat(32)}`;
export const SERVICE = `IS${'0'.repeat(32)}`;
export const PUBLIC_URL = 'https://crm.example.test';

/** The web application on a real listener, over a directory in memory; operations are the caller's. */
export async function startTestApp(operations = Router()) {
  const directory = memoryDirectory([
    {
      id: '003A',
      name: 'Mara Quist',
      worker: 'ana@x',
      phones: ['+14155550132'],
      email: 'mara@x',
      mergeFields: { 'Contact.FirstName': 'Mara' },
    },
    { id: '003B', name: 'Nils Obi', worker: 'ben@x' },
  ]);
  const state = {
    store: 'up' as DependencyHealth['status'],
    salesforce: 'up' as DependencyHealth['status'],
    draining: false,
    events: [] as object[],
    objection: undefined as SendObjection | undefined,
  };
  const metrics = createMetrics();
  const log = createLog({ level: 'silent' });
  const templates = {
    all: () =>
      Promise.resolve([
        { name: 'Hello', category: 'Openers', text: 'Hi {{Contact.FirstName}}', contentSid: `HX${'0'.repeat(32)}` },
        { name: 'Dear', category: 'Openers', text: 'Dear {{Contact.Title}}' },
        { name: 'Bye', category: 'Closing', text: 'Bye' },
      ]),
  };
  const offer = offerTemplates({
    directory,
    templates,
    extraFields: { of: () => Promise.resolve({ values: new Map() }) },
    approvals: { stateOf: () => Promise.resolve('approved') },
  });
  const numbers = { all: () => Promise.resolve([{ channel: 'sms' as const, number: '+14155550101', worker: 'ana@x' }]) };
  const app = createApp({
    callbacks: callbackRoutes({
      crm: byLocation({ GetCustomersList: listCustomers({ directory }), GetCustomerDetailsByCustomerId: customerDetails({ directory }) }),
      outgoingConversation: byLocation({
        GetProxyAddress: outgoingConversation({
          directory,
          numbers,
          guard: () => Promise.resolve(state.objection),
          fallback: { sms: '+14155550100', whatsapp: undefined },
        }),
      }),
      templates: byLocation({ GetTemplatesByCustomerId: customerTemplates({ offer, windowOf: () => Promise.resolve(undefined), log }) }),
      routing: () => Promise.resolve(),
      conversationEvent: (params) => Promise.resolve((state.events.push(params), {})),
      verify: verifyTwilio({
        isSigned: isSignedByTwilio({ authTokens: [TOKEN, SECOND_TOKEN], publicUrls: ['https://old.example.test', PUBLIC_URL] }),
        accountSid: ACCOUNT,
        conversationsServiceSid: SERVICE,
      }),
      timers: systemTimers,
    }),
    health: healthRoutes({
      storeHealth: () => Promise.resolve({ status: state.store }),
      outside: () => ({ salesforce: { status: state.salesforce } }),
      isDraining: () => state.draining,
    }),
    metricsRoutes: metricsRoutes({ metrics, refresh: () => Promise.resolve(), token: 'metrics-token', loopbackOnly: true }),
    operations,
    metrics,
    gatewayTokens: [GATEWAY_TOKEN],
    trustProxy: undefined,
    log,
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  return { url: `http://127.0.0.1:${server.port}`, directory, state, close: () => server.close(1_000) };
}

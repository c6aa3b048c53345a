import type { Request, Router } from 'express';
import { z } from 'zod';
import { newMediaSchema, readNewMedia } from '../media/new-media-schema.ts';
import type { ControlDeps } from './control-deps.ts';
import { conversationView } from './conversations-view.ts';
import { numberText } from './number-text.ts';

const pathSchema = z.object({ identity: z.string().min(1) });
const messagePathSchema = pathSchema.extend({ conversationSid: z.string(), messageSid: z.string() });
const sendSchema = z.strictObject({
  ConversationSid: z.string(),
  Body: z.string().min(1).optional(),
  Media: z.array(newMediaSchema).default([]),
});
const editSchema = z.strictObject({ Body: z.string().min(1) });
const customersSchema = z.strictObject({
  CustomerId: z.string().optional(),
  Query: z.string().optional(),
  Anchor: z.string().optional(),
  NextPageToken: z.string().optional(),
  PageSize: z.coerce.number().int().positive().optional(),
});
const outgoingSchema = z.strictObject({ CustomerId: z.string(), ChannelType: z.enum(['sms', 'whatsapp']), ChannelValue: numberText });
const templatesSchema = z.strictObject({ CustomerId: z.string(), ConversationSid: z.string() });

/** Reps' Frontline apps. Naming a rep here logs the rep in. */
export const mountWorkers = (router: Router, { app }: Pick<ControlDeps, 'app'>): void => {
  const rep = (request: Request) => app(pathSchema.parse(request.params).identity);
  const base = '/workers/:identity';

  router.get(`${base}/conversations`, (request, response) => {
    response.json({ conversations: rep(request).conversations().map(conversationView) });
  });
  router.post(`${base}/messages`, async (request, response) => {
    const { ConversationSid: conversationSid, Body: body, Media } = sendSchema.parse(request.body ?? {});
    const media = await Promise.all(Media.map(readNewMedia));
    const { sid, index } = await rep(request).send({ conversationSid, body, media });
    response.status(201).json({ messageSid: sid, index, conversationSid });
  });
  router.put(`${base}/conversations/:conversationSid/messages/:messageSid`, async (request, response) => {
    const { conversationSid, messageSid } = messagePathSchema.parse(request.params);
    await rep(request).edit({ conversationSid, messageSid, ...bodyOf(request) });
    response.status(204).end();
  });
  router.delete(`${base}/conversations/:conversationSid/messages/:messageSid`, async (request, response) => {
    await rep(request).remove(messagePathSchema.parse(request.params));
    response.status(204).end();
  });
  router.post(`${base}/conversations/:conversationSid/close`, async (request, response) => {
    await rep(request).close(z.object({ conversationSid: z.string() }).parse(request.params).conversationSid);
    response.status(204).end();
  });
  mountQuestions(router, rep);
};

const bodyOf = (request: Request) => ({ body: editSchema.parse(request.body ?? {}).Body });

/** The three callbacks that the app asks. */
const mountQuestions = (router: Router, rep: (request: Request) => ReturnType<ControlDeps['app']>) => {
  router.post('/workers/:identity/customers', async (request, response) => {
    const { CustomerId, Query, Anchor, NextPageToken, PageSize } = customersSchema.parse(request.body ?? {});
    const list = { query: Query, anchor: Anchor, nextPageToken: NextPageToken, pageSize: PageSize };
    response.json(await (CustomerId === undefined ? rep(request).customers(list) : rep(request).customer(CustomerId)));
  });
  router.post('/workers/:identity/outgoing', async (request, response) => {
    const { CustomerId: customerId, ChannelType: type, ChannelValue: value } = outgoingSchema.parse(request.body ?? {});
    const conversation = await rep(request).startConversation({ customerId, channel: { type, value } });
    response.status(201).json(conversationView(conversation));
  });
  router.post('/workers/:identity/templates', async (request, response) => {
    const { CustomerId: customerId, ConversationSid: conversationSid } = templatesSchema.parse(request.body ?? {});
    response.json(await rep(request).templates({ customerId, conversationSid }));
  });
};

import type { Router } from 'express';
import { z } from 'zod';
import { newMediaSchema, readNewMedia } from '../media/new-media-schema.ts';
import type { ControlDeps } from './control-deps.ts';
import { numberText } from './number-text.ts';

const textSchema = z.strictObject({
  Body: z.string().min(1).optional(),
  Media: z.array(newMediaSchema).default([]),
  To: numberText.optional(),
  channel: z.enum(['sms', 'whatsapp']).optional(),
});
const outcomeSchema = z.strictObject({
  status: z.enum(['sent', 'delivered', 'read', 'failed', 'undelivered']),
  errorCode: z.coerce.number().int().default(0),
});
const pathSchema = z.object({ number: z.string().regex(/^\+[1-9]\d{6,14}$/, { error: 'write the number as +14155550132' }) });

/** Customers' phones: text in, read, decide what becomes of what is sent to them. */
export const mountPhones = (router: Router, { phones }: Pick<ControlDeps, 'phones'>): void => {
  router.post('/phones/:number/messages', async (request, response) => {
    const { number } = pathSchema.parse(request.params);
    const { Body: body, To: to, channel, Media } = textSchema.parse(request.body ?? {});
    const media = await Promise.all(Media.map(readNewMedia));
    const taken = await phones.text({ from: number, to, channel, body, media });
    response.status(taken.taken ? 201 : 409).json({ from: number, body, ...taken });
  });
  router.get('/phones', (_request, response) => void response.json({ numbers: phones.numbers() }));
  router.get('/phones/:number/messages', (request, response) => {
    response.json({ messages: phones.inbox(pathSchema.parse(request.params).number) });
  });
  router.delete('/phones/:number/window', (request, response) => {
    phones.closeWindow(pathSchema.parse(request.params).number);
    response.status(204).end();
  });
  router.put('/phones/:number/outcome', (request, response) => {
    phones.setOutcome(pathSchema.parse(request.params).number, outcomeSchema.parse(request.body ?? {}));
    response.status(204).end();
  });
};

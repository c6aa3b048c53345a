import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createManualClock } from './test-support/manual-clock.ts';
import type { ManualClock } from './test-support/manual-clock.ts';
import { twilioClient } from './test-support/twilio-client.ts';
import { startReceiver } from './test-support/webhook-receiver.ts';
import type { WebhookReceiver } from './test-support/webhook-receiver.ts';
import { startTwilio } from './twilio-server.ts';
import type { Twilio } from './twilio-server.ts';

const mara = '+14155550132';
const picture = { contentType: 'image/png', filename: 'a cat.png', bytes: Buffer.from('a cat') };

let product: WebhookReceiver;
let twilio: Twilio;
let clock: ManualClock;

beforeEach(async () => {
  product = await startReceiver();
  clock = createManualClock();
  const hooks = { preWebhookUrl: `${product.url}/hooks`, postWebhookUrl: `${product.url}/hooks` };
  twilio = await startTwilio({ clock, webhooks: hooks, workers: ['ana@x'], settings: { initializingMs: 0, deliveryStepMs: 0 } });
});
afterEach(async () => {
  await twilio.close();
  await product.close();
});

const mediaSchema = z.object({
  sid: z.string(),
  size: z.number(),
  content_type: z.string(),
  message_sid: z.string().nullable(),
  links: z.object({ content_direct_temporary: z.string() }),
});
const there = (url: string) => url.replace(/^https:\/\/(\w+)\.us1\.twilio\.com/, `${twilio.url}/$1`);
const authorization = () => {
  const { apiKeySid, apiKeySecret } = twilio.account;
  return `Basic ${Buffer.from(`${apiKeySid}:${apiKeySecret}`).toString('base64')}`;
};
const mcs = async (path: string, { type, ...init }: { method?: string; body?: Buffer<ArrayBuffer>; type?: string } = {}) => {
  const contentType: Record<string, string> = type === undefined ? {} : { 'Content-Type': type };
  const url = there(`https://mcs.us1.twilio.com/v1/Services/${twilio.account.serviceSid}/Media${path}`);
  return fetch(url, { ...init, headers: { Authorization: authorization(), ...contentType } });
};
const describeMedia = async (sid: string) => mediaSchema.parse(await (await mcs(`/${sid}`)).json());
const told = z.array(z.object({ Sid: z.string(), Filename: z.string().nullable(), ContentType: z.string(), Size: z.number() }));
const sent = async () => {
  const taken = await twilio.phones.text({ from: mara, media: [picture] });
  const { form } = await product.event('onMessageAdded');
  const [file] = told.parse(JSON.parse(String(form['Media'])));
  if (!taken.taken || !file) throw new Error('no message, or no file');
  return { ...taken, file, form };
};

describe('files of messages', () => {
  it('come with a message that needs no text, and are told by webhook and REST', async () => {
    const { file, form, conversationSid, messageSid } = await sent();
    expect(file).toMatchObject({ Filename: 'a cat.png', ContentType: 'image/png', Size: 5 });
    expect(form).not.toHaveProperty('Body');
    const message = await twilioClient(twilio).conversations.v1.conversations(conversationSid).messages(messageSid).fetch();
    expect(message.media).toEqual([{ sid: file.Sid, size: 5, content_type: 'image/png', filename: 'a cat.png' }]);
  });

  it('are fetched by a signed link that ends, and by nothing else', async () => {
    const { file, messageSid } = await sent();
    const media = await describeMedia(file.Sid);
    expect(media).toMatchObject({ size: 5, content_type: 'image/png', message_sid: messageSid });
    const link = media.links.content_direct_temporary;
    expect(link).toMatch(/^https:\/\/media\.us1\.twilio\.com\/ME/);
    expect(await (await fetch(there(link))).text()).toBe('a cat');
    expect((await fetch(there(link.replace(/Signature=./, 'Signature=!')))).status).toBe(403);
    clock.advance(300_000);
    expect((await fetch(there(link))).status).toBe(403);
    const url = there(`https://mcs.us1.twilio.com/v1/Services/${twilio.account.serviceSid}/Media/${file.Sid}`);
    expect((await fetch(url)).status).toBe(401);
    expect((await mcs(`/${file.Sid}`, { method: 'DELETE' })).status).toBe(204);
    expect((await mcs(`/${file.Sid}`)).status).toBe(404);
  });

  it('are uploaded, then attached by SID once', async () => {
    const { conversationSid } = await sent();
    const answer = await mcs('', { method: 'POST', type: 'image/png', body: picture.bytes });
    const { sid: mediaSid } = mediaSchema.parse(await answer.json());
    const messages = twilioClient(twilio).conversations.v1.conversations(conversationSid).messages;
    await messages.create({ mediaSid, author: 'ana@x' });
    const received = await twilio.phones.waitFor(mara, { matches: ({ files }) => files === 1 });
    expect(received.body).toBe('');
    await expect(messages.create({ mediaSid })).rejects.toMatchObject({ status: 400 });
  });

  it('are refused where no network carries them, or fail on the way out', async () => {
    const large = { ...picture, bytes: Buffer.alloc(6 * 1024 ** 2) };
    await expect(twilio.phones.text({ from: mara, media: [large] })).rejects.toThrow('at most');
    await expect(twilio.phones.text({ from: mara })).rejects.toThrow('1 to');
    const { conversationSid } = await sent();
    await twilioClient(twilio).conversations.v1.conversations(conversationSid).participants.create({ identity: 'ana@x' });
    await twilio.app('ana@x').send({ conversationSid, media: [large] });
    expect((await product.event('onDeliveryUpdated')).form).toMatchObject({ Status: 'failed', ErrorCode: '11751' });
  });

  it('can be had through the control API, and hurt there', async () => {
    const control = async (method: string, path: string, body: object) =>
      fetch(`${twilio.url}/__emulator${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    const Base64 = picture.bytes.toString('base64');
    expect((await control('POST', `/phones/${mara}/messages`, { Media: [{ ContentType: 'image/png', Base64 }] })).status).toBe(201);
    const [media] = twilio.media.values();
    const fetched = async () =>
      fetch(there((await describeMedia(media?.sid ?? '')).links.content_direct_temporary), { redirect: 'manual' });
    const faults = [
      { kind: 'status', status: 500 },
      { kind: 'redirect', to: 'https://evil.example/' },
      { kind: 'cut' },
      { kind: 'short' },
      { kind: 'endless', bytes: 100_000 },
    ];
    expect((await control('PUT', '/media-faults', faults)).status).toBe(204);
    expect((await fetched()).status).toBe(500);
    expect((await fetched()).headers.get('location')).toBe('https://evil.example/');
    await expect(fetched().then((answer) => answer.text())).rejects.toThrow();
    expect(await (await fetched()).text()).toBe('a c');
    expect((await (await fetched()).arrayBuffer()).byteLength).toBe(100_000);
    expect(await (await fetched()).text()).toBe('a cat');
  });
});

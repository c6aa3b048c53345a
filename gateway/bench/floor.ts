// The least that accepting can cost: a bare listener, the signature, and the same durable store. Prints its port; stops with its parent.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { systemClock } from '../src/clock.ts';
import { openStore } from '../src/store/open-store.ts';
import { BENCH } from './webhook.ts';

const store = await openStore({ dataDir: process.argv[2] ?? '', clock: systemClock });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const params = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const text = Object.keys(params)
      .sort()
      .reduce((signed, name) => signed + name + (params[name] ?? ''), BENCH.publicUrl + BENCH.path);
    const expected = createHmac('sha1', BENCH.token).update(text).digest();
    const offered = Buffer.from(String(request.headers['x-twilio-signature']), 'base64');
    const isSigned = offered.length === expected.length && timingSafeEqual(offered, expected);
    const entry = { key: randomUUID(), lane: 'floor', conversationSid: 'floor', kind: 'floor', payload: JSON.stringify(params) };
    void store.inbox.accept(entry).then(() => {
      response.statusCode = isSigned ? 200 : 403;
      response.end('{}');
    });
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ msg: 'listening', port: typeof address === 'object' ? address?.port : 0 })}\n`);
});
process.on('SIGTERM', () => process.exit(0));

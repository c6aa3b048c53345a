// The least that answering a rep's app can cost: a bare listener, the signature, an answer from memory. Prints its port.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { BENCH } from './webhook.ts';

const customers = Array.from({ length: 30 }, (_, n) => ({
  customer_id: `0035i00000000${String(n).padStart(2, '0')}AAA`,
  display_name: `Customer ${n}`,
}));
const answer = JSON.stringify({ objects: { customers, searchable: true, next_page_token: 'x'.repeat(60) } });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const params = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const text = Object.keys(params)
      .sort()
      .reduce((signed, name) => signed + name + (params[name] ?? ''), BENCH.publicUrl + (request.url ?? ''));
    const expected = createHmac('sha1', BENCH.token).update(text).digest();
    const offered = Buffer.from(String(request.headers['x-twilio-signature']), 'base64');
    response.statusCode = offered.length === expected.length && timingSafeEqual(offered, expected) ? 200 : 403;
    response.setHeader('content-type', 'application/json');
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ msg: 'listening', port: typeof address === 'object' ? address?.port : 0 })}\n`);
});
process.on('SIGTERM', () => process.exit(0));

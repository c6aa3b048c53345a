import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { BENCH } from './webhook.ts';

/** A form as it came, and whether its signature is right. */
export interface SignedForm {
  readonly params: Readonly<Record<string, string>>;
  readonly isSigned: boolean;
}

/** The least that a listener for signed forms can be. Prints its port; stops with its parent. */
export function serveSigned(answer: (form: SignedForm, response: ServerResponse) => void): void {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(readForm(request, Buffer.concat(chunks).toString()), response));
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.stdout.write(`${JSON.stringify({ msg: 'listening', port: typeof address === 'object' ? address?.port : 0 })}\n`);
  });
  process.on('SIGTERM', () => process.exit(0));
}

function readForm({ url, headers }: IncomingMessage, body: string): SignedForm {
  const params = Object.fromEntries(new URLSearchParams(body));
  const text = Object.keys(params)
    .sort()
    .reduce((signed, name) => signed + name + (params[name] ?? ''), BENCH.publicUrl + (url ?? ''));
  const expected = createHmac('sha1', BENCH.token).update(text).digest();
  const offered = Buffer.from(String(headers['x-twilio-signature']), 'base64');
  return { params, isSigned: offered.length === expected.length && timingSafeEqual(offered, expected) };
}

// The least that accepting can cost: a bare listener, the signature, and the same durable store. Prints its port; stops with its parent.
import { randomUUID } from 'node:crypto';
import { systemClock } from '../src/clock.ts';
import { openStore } from '../src/store/open-store.ts';
import { serveSigned } from './serve-signed.ts';

const store = await openStore({ dataDir: process.argv[2] ?? '', clock: systemClock });

serveSigned(({ params, isSigned }, response) => {
  const entry = { key: randomUUID(), lane: 'floor', conversationSid: 'floor', kind: 'floor', payload: JSON.stringify(params) };
  void store.inbox.accept(entry).then(() => {
    response.statusCode = isSigned ? 200 : 403;
    response.end('{}');
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CalloutAnswer, CalloutRequest } from './pending-callout.ts';
import { runTransaction } from './run-transaction.ts';
import { type LoadedSources, loadSources } from './testing/apex-sources.ts';

const SOURCE = `
public class Caller {
  private static Integer attempts = 0;
  public static String post(String body) {
    HttpRequest request = new HttpRequest();
    request.setMethod('POST');
    request.setEndpoint('callout:Gateway/path');
    request.setBody(body);
    return new Http().send(request).getBody();
  }
  public static String twice() {
    attempts++;
    String key = UUID.randomUUID().toString();
    Long now = System.currentTimeMillis();
    String first = post(key);
    String second = post(key + now);
    insert new Contact(LastName = first);
    return first + ' ' + (second == first + now) + ' ' + attempts;
  }
  public static void afterWriting() {
    insert new Contact(LastName = 'Vo');
    post('x');
  }
  public static String caught() {
    try {
      return post('x');
    } catch (CalloutException e) {
      return e.getMessage();
    }
  }
}`;

/** Answers what it was sent, once it has seen the org on the same thread: as the gateway asks Salesforce during a send. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    contactsSeen.push(loaded.org.database.rows('Contact').length);
    response.end(Buffer.concat(chunks));
  });
});

const contactsSeen: number[] = [];
let loaded: LoadedSources;
let url: string;

beforeAll(async () => {
  loaded = loadSources({ 'Caller.cls': SOURCE });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

const overHttp = async ({ method, body }: CalloutRequest): Promise<CalloutAnswer> => {
  const response = await fetch(url, { method, body: new Uint8Array(body) });
  return { status: response.status, reason: response.statusText, headers: [], body: Buffer.from(await response.arrayBuffer()) };
};

const call = (methodName: string, send = overHttp) => {
  const { project, userId } = loaded;
  const [method] = project.classes[0]?.methods(methodName) ?? [];
  return runTransaction({ ...project, send })({ userId }, () => method?.invoke(null, []) ?? null);
};

describe('a transaction that calls out', () => {
  it('comes to the same place again: same keys, same time, same answers, one write', async () => {
    const { value } = await call('twice');
    expect(value).toMatch(/^[0-9a-f-]{36} true 1$/);
    expect(contactsSeen).toEqual([0, 0]);
    expect(loaded.org.database.rows('Contact')).toHaveLength(1);
  });

  it('is refused a callout once it has written (Apex Developer Guide, "Callout Limits and Limitations")', async () => {
    await expect(call('afterwriting')).rejects.toThrow(/uncommitted work pending/);
    expect(loaded.org.database.rows('Contact')).toHaveLength(1);
  });

  it('sees a callout without an answer as an exception that it can catch', async () => {
    const { value } = await call('caught', () => Promise.resolve({ failure: 'Read timed out' }));
    expect(value).toBe('Read timed out');
  });
});

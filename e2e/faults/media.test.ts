import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { look, type Look } from '../journey/look.ts';
import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';

const { mara } = DEMO_CUSTOMERS;
const LIMIT_MS = 30_000;
const MEGABYTE = 1024 ** 2;

let stack: LocalStack;
let seen: Look;
beforeEach(async () => {
  stack = await startLocalStack({ env: { RETRY_BASE_MS: '200', SECOND_LOOK_MS: '3000' } });
  seen = look(stack);
});
afterEach(() => stack.close());

const picture = { contentType: 'image/png', filename: 'a cat.png', bytes: Buffer.from('a cat, and then some') };
const versions = () => stack.salesforce.org.database.rows('ContentVersion');
const shownOn = (recordId: unknown) =>
  stack.salesforce.org.database.findBy('ContentDocumentLink', 'LinkedEntityId', [String(recordId)]).filter((link) => !link.IsDeleted);

async function text(media = [picture]) {
  const taken = await stack.twilio.phones.text({ from: mara.number, body: 'Look', media });
  if (!taken.taken) throw new Error(taken.reason);
  return taken;
}

/** The most memory that a process ever had, in bytes, where the host tells (Linux). */
function peakMemory(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

describe('files under trouble', () => {
  it('a gateway killed right after Salesforce has stored a file: one File, on the Contact and on the Task', async () => {
    const gateway = stack.startGateway();
    await gateway.listening();
    const stop = stack.salesforce.org.database.onChange(({ objectName, before }) => {
      if (objectName === 'ContentDocumentLink' && !before) process.kill(gateway.pid, 'SIGKILL');
    });
    const { messageSid } = await text();
    await gateway.exit;
    stop();
    expect(versions()).toHaveLength(1);
    await stack.startGateway().listening();
    const task = await seen.task(messageSid, () => true, LIMIT_MS);
    await waitUntil('the File on the Task', () => (shownOn(task.Id).length === 1 ? true : undefined), LIMIT_MS);
    expect(shownOn(seen.contact(mara.name).Id)).toHaveLength(1);
    expect(versions()).toHaveLength(1);
  }, 60_000);

  it('a message whose file cannot be had is a Task at once, and the file follows when it can', async () => {
    stack.twilio.mediaFaults.push({ kind: 'status', status: 500 }, { kind: 'cut' }, { kind: 'short' });
    await stack.startGateway().listening();
    const { messageSid } = await text();
    await seen.task(messageSid, () => true, LIMIT_MS);
    await waitUntil('the File', () => (versions().length === 1 ? true : undefined), LIMIT_MS);
    expect(stack.twilio.mediaFaults).toEqual([]);
  }, 60_000);

  it('what a webhook never told of is kept all the same, what a rep sends too, and what is not kept is noted', async () => {
    stack.twilio.faults.set({ webhooks: [{ event: 'onMessageAdded', kind: 'drop' }] });
    await stack.startGateway({ RECONCILE_INTERVAL_MS: '500' }).listening();
    const { conversationSid } = await text();
    await waitUntil('the File', () => (versions().length === 1 ? true : undefined), LIMIT_MS);
    await seen.joined(DEMO_WORKERS.ana, conversationSid);
    const page = { contentType: 'text/html', filename: 'page.html', bytes: Buffer.from('<script>') };
    await stack.twilio.app(DEMO_WORKERS.ana).send({ conversationSid, media: [picture, page] });
    await waitUntil('the second File', () => (versions().length === 2 ? true : undefined), LIMIT_MS);
    const note = await waitUntil('the note', () => seen.tasks().find(({ Subject }) => String(Subject).startsWith('Attachment')), LIMIT_MS);
    expect(note).toMatchObject({ Subject: 'Attachment not kept: page.html', WhoId: seen.contact(mara.name).Id });
    expect(note.Description).toContain('not kept');
  }, 60_000);

  (existsSync('/proc/self/status') ? it : it.skip)(
    'a file of 200 MB passes through a gateway that never holds it (needs Linux to see)',
    async () => {
      const gateway = stack.startGateway({ MEDIA_MAX_BYTES: String(250 * MEGABYTE) });
      await gateway.listening();
      const { conversationSid } = await text();
      await waitUntil('the first File', () => (versions().length === 1 ? true : undefined), LIMIT_MS);
      await seen.joined(DEMO_WORKERS.ana, conversationSid);
      const before = peakMemory(gateway.pid);
      const film = { contentType: 'video/mp4', filename: 'film.mp4', bytes: Buffer.alloc(200 * MEGABYTE) };
      await stack.twilio.app(DEMO_WORKERS.ana).send({ conversationSid, media: [film] });
      await waitUntil('the film', () => versions().find(({ ContentSize }) => ContentSize === film.bytes.length), LIMIT_MS);
      // Pieces that have passed are garbage until V8 looks, which it does once there are some 64 MB of them, whatever the file.
      const grown = (peakMemory(gateway.pid) - before) / MEGABYTE;
      expect(grown).toBeLessThan(120);
    },
    60_000,
  );
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { look } from '../journey/look.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';
import { postMessage, type PostedMessage } from './post-messages.ts';
import { skipWithout } from './skip-without.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { STORM_ENV } from './storm-env.ts';
import { tell } from './storm-seed.ts';

const DISK_MB = 8;
/** Large texts, so that a disk is full before long; Twilio's longest is 1,600 characters. */
const TEXT = 'x'.repeat(1_500);
const MOST = 20_000;
const RECOVERY_LIMIT_MS = 60_000;

let stack: LocalStack;
let disk: SmallDisk | undefined;
before(async () => {
  stack = await startLocalStack({ env: STORM_ENV });
});
after(async () => {
  disk?.remove();
  await stack.close();
});

// Only root may mount.
void test(
  'a full disk: 503, nothing acknowledged that is not stored, and recovery when space returns',
  { skip: skipWithout(process.getuid?.() === 0, 'right to mount') },
  async () => {
    const small = (disk = mountSmallDisk(`${stack.dataDir}/small`, DISK_MB));
    const start = () => stack.startGateway({ DATA_DIR: `${small.path}/gateway` });
    const gateway = start();
    await gateway.listening();
    stack.salesforce.org.faults.set({ outage: 'unavailable' }); // so that everything stays on the disk
    const posted: PostedMessage[] = [];
    const post = async () => {
      const message = await postMessage(stack, TEXT);
      posted.push(message);
      return message.status;
    };
    for (let n = 0; n < 20; n += 1) assert.equal(await post(), 200);

    small.fill();
    for (let n = 0; n < MOST && (await post()) === 200;) n += 1;
    assert.equal(posted.at(-1)?.status, 503);
    assert.equal(await healthOf('readyz'), 503);
    assert.equal(await healthOf('healthz'), 200);

    small.free();
    await waitUntil('a message to be accepted again', async () => ((await post()) === 200 ? true : undefined));
    await waitUntil('readiness', async () => ((await healthOf('readyz')) === 200 ? true : undefined));
    await gateway.stop('SIGKILL');

    stack.salesforce.org.faults.clear();
    await start().listening();
    const acknowledged = posted.filter(({ status }) => status === 200).map(({ messageSid }) => messageSid);
    await everyOneOnce(acknowledged);
    tell(JSON.stringify({ posted: posted.length, acknowledged: acknowledged.length, refused: posted.length - acknowledged.length }));
  },
);

const healthOf = async (path: string) => (await fetch(`${stack.gatewayUrl}/${path}`)).status;

/** Waits until each message has its Task; none may have two. */
async function everyOneOnce(messageSids: readonly string[]): Promise<void> {
  const keys = () =>
    look(stack)
      .tasks()
      .map((task) => String(task.Frontline_Key__c));
  const areThere = () => {
    const present = new Set(keys());
    return messageSids.every((sid) => present.has(sid)) ? true : undefined;
  };
  await waitUntil('a Task of each acknowledged message', areThere, RECOVERY_LIMIT_MS);
  assert.equal(new Set(keys()).size, keys().length);
}

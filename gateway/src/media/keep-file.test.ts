import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { httpScan } from '../scanner/http-scan.ts';
import { keepFile } from './keep-file.ts';
import type { MediaSource } from './media-source.ts';
import { startMediaWorld, type MediaWorld } from '../testing/media-world.ts';

const CAT = Buffer.from('a cat, in many bytes, '.repeat(20_000));
const checksum = createHash('md5').update(CAT).digest('hex');
const QUICK = { answerMs: 2_000, pieceMs: 200, totalMs: 2_000 };

let world: MediaWorld;
beforeEach(async () => (world = await startMediaWorld()));
afterEach(() => world.close());

const theCat = { path: 'a cat.png', size: CAT.length, checksum, on: ['005', '003'] };

describe('a file of a message', () => {
  it('becomes a File on the record, byte by byte, and is found again by its key', async () => {
    const job = await world.send(CAT);
    const kept = await keepFile(world.deps())(job);
    expect(kept).toEqual({ fileId: expect.stringMatching(/^069/), bytes: CAT.length });
    expect(await keepFile(world.deps())(job)).toEqual({ fileId: 'fileId' in kept && kept.fileId, bytes: 0 });
    expect(world.kept()).toEqual([theCat]);
  });

  it('is one File though the answer to its upload was lost, and is not looked for too early', async () => {
    const job = await world.send(CAT);
    world.salesforce.org.files.switches.loseNextAnswer = true;
    await expect(keepFile(world.deps())(job)).rejects.toMatchObject({ code: 'upstream_failed', retryAfterMs: 60_000 });
    expect(await keepFile(world.deps())(job)).toMatchObject({ bytes: 0 });
    expect(world.kept()).toEqual([theCat]);
  });

  it('goes to no record when its record is gone, and to none for a stranger', async () => {
    const job = await world.send(CAT);
    world.salesforce.org.database.delete('Contact', world.contact);
    expect(await keepFile(world.deps())(job)).toMatchObject({ bytes: CAT.length });
    expect(await keepFile(world.deps())({ ...(await world.send(CAT)), whoId: undefined })).toMatchObject({ bytes: CAT.length });
    expect(world.kept().map(({ on }) => on)).toEqual([['005'], ['005']]);
  });

  it('comes also where nobody told the service, by a link that ended meanwhile, and over redirects within Twilio', async () => {
    const job = await world.send(CAT);
    const { source, twilio } = world;
    const about = { ...job.media, conversationSid: job.conversationSid };
    const file = await source().find(about);
    world.advance(twilio.settings.mediaLinkMs);
    expect(CAT.equals(await buffer(file.bytes()))).toBe(true);
    const elsewhere = (await world.link(job.media.sid)).replace('us1', 'ie1');
    twilio.mediaFaults.push({ kind: 'redirect', to: elsewhere, status: 302 }, { kind: 'redirect', to: `${elsewhere}&near=1`, status: 307 });
    const again = await source({ serviceSid: twilio.account.serviceSid }).find(about);
    expect(CAT.equals(await buffer(again.bytes()))).toBe(true);
    expect(twilio.mediaFaults).toEqual([]);
  });
});

describe('a file that cannot be had', () => {
  const failing = async (more: Parameters<MediaWorld['source']>[0] = { times: QUICK }) =>
    keepFile(world.deps({ source: world.source(more) }))(await world.send(CAT));

  it.each<[string, MediaWorld['twilio']['mediaFaults'][number], string]>([
    ['is cut off', { kind: 'cut' }, 'upstream_failed'],
    ['ends early, in good order', { kind: 'short' }, 'upstream_failed'],
    ['is longer than announced', { kind: 'endless', bytes: 600_000 }, 'upstream_failed'],
    ['stops on the way', { kind: 'stall' }, 'upstream_timeout'],
    ['is an error of the host', { kind: 'status', status: 500 }, 'upstream_failed'],
  ])('is tried again when it %s, and nothing of it is kept', async (_what, fault, code) => {
    world.twilio.mediaFaults.push(fault);
    await expect(failing()).rejects.toMatchObject({ code });
    expect(world.kept()).toEqual([]);
    expect(world.salesforce.org.files.used()).toBe(0);
    expect(await failing()).toMatchObject({ bytes: CAT.length });
  });

  it.each([
    'https://evil.example/x',
    'http://media.us1.twilio.com/x',
    'https://media.us1.twilio.com.evil.example/x',
    'https://media.us1.twilio.com:8443/x',
    'https://user@media.us1.twilio.com/x',
    '//169.254.169.254/latest',
    'file:///etc/passwd',
  ])('is not fetched from %s', async (to) => {
    world.twilio.mediaFaults.push({ kind: 'redirect', to, status: 307 });
    await expect(failing()).rejects.toMatchObject({ code: 'upstream_rejected', message: expect.stringContaining('not Twilio') });
  });

  it('is followed over three redirects and no more', async () => {
    const job = await world.send(CAT);
    const to = await world.link(job.media.sid);
    const redirects = (length: number) => Array.from({ length }, () => ({ kind: 'redirect', to, status: 302 }) as const);
    world.twilio.mediaFaults.push(...redirects(4));
    await expect(keepFile(world.deps())(job)).rejects.toMatchObject({ code: 'upstream_failed' });
    world.twilio.mediaFaults.push(...redirects(3));
    expect(await keepFile(world.deps())(job)).toMatchObject({ bytes: CAT.length });
  });

  it.each([401, 403] as const)('waits for an operator when Twilio refuses us (%i)', async () => {
    await expect(failing({ authToken: 'wrong', serviceSid: world.twilio.account.serviceSid })).rejects.toMatchObject({
      code: 'upstream_refused',
    });
  });

  it('is refused for good when Twilio has deleted it, or it is too large, of another type, or empty', async () => {
    const gone = await world.send(CAT);
    world.twilio.media.delete(gone.media.sid);
    expect(await keepFile(world.deps())(gone)).toEqual({ refusal: 'gone' });
    const limits = { maxBytes: 1_000, types: ['image/*'] };
    expect(await keepFile(world.deps({ limits }))(await world.send(CAT))).toEqual({ refusal: 'too_large' });
    expect(await keepFile(world.deps({ limits }))(await world.send(CAT, { contentType: 'text/html' }))).toEqual({ refusal: 'type' });
    expect(await keepFile(world.deps())(await world.send(Buffer.alloc(0)))).toEqual({ refusal: 'empty' });
    expect(world.kept()).toEqual([]);
  });
});

describe('an org that refuses a file', () => {
  it.each([
    ['has no room', 'STORAGE_LIMIT_EXCEEDED', 'upstream_refused'],
    ['has a rule against it', 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'upstream_rejected'],
    ['is busy', 'REQUEST_LIMIT_EXCEEDED', 'upstream_busy'],
  ])('%s: %s is %s', async (_what, errorCode, code) => {
    const fault = { pathContains: 'sobjects/ContentVersion', times: 1, status: 400, errorCode, message: 'no' };
    world.salesforce.org.faults.set({ requestFaults: [fault] });
    await expect(keepFile(world.deps())(await world.send(CAT))).rejects.toMatchObject({ code, upstreamCode: errorCode });
  });

  it('has really no room', async () => {
    world.salesforce.org.files.switches.storageBytes = 1_000;
    await expect(keepFile(world.deps())(await world.send(CAT))).rejects.toMatchObject({ upstreamCode: 'STORAGE_LIMIT_EXCEEDED' });
  });

  it('gets a new session for the next attempt', async () => {
    const job = await world.send(CAT);
    await world.files.find('none');
    const upload = { pathContains: 'sobjects/ContentVersion', times: 1, status: 401, errorCode: 'INVALID_SESSION_ID', message: 'no' };
    world.salesforce.org.faults.set({ requestFaults: [upload] });
    await expect(keepFile(world.deps())(job)).rejects.toMatchObject({ code: 'upstream_failed' });
    expect(await keepFile(world.deps())(job)).toMatchObject({ bytes: CAT.length });
  });
});

describe('a file under way', () => {
  it('is nowhere whole: while Salesforce takes nothing, Twilio is asked for no more', async () => {
    const large = Buffer.alloc(16 * 1024 ** 2, 'x');
    const job = await world.send(large, { contentType: 'video/mp4', filename: 'film.mp4' });
    const hold = Promise.withResolvers<undefined>();
    world.salesforce.org.files.switches.hold = hold.promise;
    let taken = 0;
    let last = Date.now();
    async function* counted(bytes: AsyncIterable<Uint8Array>) {
      for await (const piece of bytes) {
        taken += piece.length;
        last = Date.now();
        yield piece;
      }
    }
    const source = world.source();
    const counting: MediaSource = {
      find: async (ref) => {
        const file = await source.find(ref);
        return { ...file, bytes: () => counted(file.bytes()) };
      },
    };
    const kept = keepFile(world.deps({ source: counting }))(job);
    // Until everything between us and the org is full, and nothing has moved for a while.
    while (taken === 0 || Date.now() - last < 300) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(taken).toBeLessThan(large.length / 2);
    hold.resolve(undefined);
    expect(await kept).toMatchObject({ bytes: large.length });
    expect(world.kept()).toMatchObject([{ size: large.length }]);
  });
});

describe('a virus scanner', () => {
  let scanner: Server;
  let answers: { status: number; body: string }[];
  let seen: { bytes: number; type: string | undefined; token: string | undefined }[];
  const scan = () => httpScan({ url: `http://127.0.0.1:${(scanner.address() as AddressInfo).port}/scan`, token: 'secret' });
  beforeEach(async () => {
    answers = [];
    seen = [];
    scanner = createServer((request, response) => {
      const judge = ({ length }: Buffer) => {
        seen.push({ bytes: length, type: request.headers['content-type'], token: request.headers.authorization });
        const { status, body } = answers.shift() ?? { status: 200, body: '{"verdict":"clean"}' };
        response.writeHead(status).end(body);
      };
      buffer(request).then(judge, () => response.destroy());
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => scanner.once('listening', resolve));
  });
  afterEach(() => {
    scanner.close();
    scanner.closeAllConnections();
  });

  it('sees the file before Salesforce does', async () => {
    expect(await keepFile(world.deps({ scan: scan() }))(await world.send(CAT))).toMatchObject({ bytes: CAT.length });
    expect(seen).toEqual([{ bytes: CAT.length, type: 'image/png', token: 'Bearer secret' }]);
    expect(world.kept()).toEqual([theCat]);
  });

  it('keeps what it finds something in from the record', async () => {
    answers.push({ status: 200, body: '{"verdict":"infected","name":"Eicar-Test"}' });
    expect(await keepFile(world.deps({ scan: scan() }))(await world.send(CAT))).toEqual({ refusal: 'infected', finding: 'Eicar-Test' });
    expect(world.kept()).toEqual([]);
  });

  it.each([
    { status: 500, body: '' },
    { status: 200, body: '' },
    { status: 200, body: '{"verdict":"perhaps"}' },
    { status: 404, body: '{"verdict":"clean"}' },
  ])('lets nothing pass without a verdict: %j', async (answer) => {
    answers.push(answer);
    await expect(keepFile(world.deps({ scan: scan() }))(await world.send(CAT))).rejects.toMatchObject({ code: 'upstream_failed' });
    expect(world.kept()).toEqual([]);
  });

  it('lets nothing pass that was not scanned: other bytes the second time', async () => {
    const job = await world.send(CAT);
    const changing = async (file: Parameters<ReturnType<typeof scan>>[0]) => {
      const verdict = await scan()(file);
      const media = world.twilio.media.get(job.media.sid);
      Object.assign(media ?? {}, { bytes: Buffer.from(CAT).fill('y', CAT.length - 1) });
      return verdict;
    };
    await expect(keepFile(world.deps({ scan: changing }))(job)).rejects.toMatchObject({ message: expect.stringContaining('scanned') });
    expect(world.kept()).toEqual([]);
  });

  it('that is away, or a file that breaks off on the way to it, is tried again', async () => {
    const job = await world.send(CAT);
    world.twilio.mediaFaults.push({ kind: 'cut' });
    await expect(keepFile(world.deps({ scan: scan() }))(job)).rejects.toMatchObject({ code: 'upstream_failed' });
    scanner.close();
    scanner.closeAllConnections();
    const away = httpScan({ url: 'http://127.0.0.1:9/scan' });
    await expect(keepFile(world.deps({ scan: away }))(job)).rejects.toMatchObject({ message: 'The virus scanner cannot be reached' });
  });
});

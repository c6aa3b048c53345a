import { describe, expect, it } from '@jest/globals';
import type { StatusAnswer } from '../operations/contract.ts';
import { showStatus } from './show-status.ts';

const status: StatusAnswer = {
  at: '2026-11-21T12:00:00.000Z',
  gateway: { version: '0.1.0', startedAt: '2026-11-18T08:00:00.000Z', uptimeSeconds: 273_600, isDraining: false },
  problems: [],
  dependencies: { store: { status: 'up' }, salesforce: { status: 'down', detail: 'upstream_failed' }, trigger: { status: 'up' } },
  breakers: { salesforce: 'open' },
  queues: { inbox: { waiting: 12, dead: 1, oldestAgeSeconds: 70 }, outbox: { waiting: 0, dead: 2, oldestAgeSeconds: 0 } },
  receipts: { waiting: 210, oldestAgeSeconds: 40 },
  usage: { queued: 222, maxQueued: 1_000_000, bytes: 1_234_567, maxBytes: 10_000_000_000 },
  triggers: [{ name: 'FrontlineActivityTrigger', status: 'Running', retries: 0 }],
  duties: [{ duty: 'receipts', owner: '3f2a9c1e-0000', isThisGateway: false, until: '2026-11-21T12:00:30.000Z' }],
  reconciliation: { state: 'idle', conversations: 14, messages: 230, missing: 0, refused: 0, finishedAt: '2026-11-21T11:00:00.000Z' },
};
const show = (change: Partial<StatusAnswer> = {}) =>
  showStatus({
    terminal: {
      print: () => undefined,
      complain: () => undefined,
      progress: () => undefined,
      paint: (_style, text) => text,
      confirm: undefined,
    },
    programName: 'frontline',
    url: () => 'http://127.0.0.1:8080',
    now: () => new Date(status.at),
  })({ ...status, ...change });

describe('the status page', () => {
  it('tells how everything stands', () => {
    const page = show().join('\n');
    expect(page).toContain('Frontline gateway 0.1.0 at http://127.0.0.1:8080, up for 3 d');
    expect(page).toContain('All is well.');
    expect(page).toMatch(/webhooks to work +12 +the oldest for 1 min/);
    expect(page).toMatch(/dead letters +3$/m);
    expect(page).toMatch(/size of the store +1\.2 MB +0 % of MAX_STORE_BYTES, 10 GB/);
    expect(page).toMatch(/salesforce +down +upstream_failed, breaker open/);
    expect(page).toMatch(/trigger +up +FrontlineActivityTrigger is Running/);
    expect(page).toMatch(/receipts +done by gateway 3f2a9c1e/);
    expect(page).toMatch(/compared with Twilio .* \(1 h ago\)\n +14 conversations, 230 messages, 0 missing/);
  });

  it('tells of conversations that Twilio refuses', () => {
    const refusing = {
      state: 'idle',
      conversations: 14,
      messages: 230,
      missing: 0,
      refused: 1,
      finishedAt: '2026-11-21T11:00:00.000Z',
    } as const;
    expect(show({ reconciliation: refusing }).join('\n')).toContain('230 messages, 0 missing, 1 conversation refused by Twilio');
  });

  it('puts problems first, with what to type, in 80 columns', () => {
    const problem = 'Work that waits has reached MAX_QUEUED: webhooks are refused, and Twilio does not send them again.';
    const lines = show({
      problems: [{ code: 'dead_letters', severity: 'critical', problem, advice: `${problem} ${problem}`, command: 'dead-letters list' }],
    });
    expect(lines[2]).toBe('  ! Work that waits has reached MAX_QUEUED: webhooks are refused, and Twilio');
    expect(lines).toContain('    frontline dead-letters list');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('says what it does not know, when the store does not answer', () => {
    const { at, gateway, problems, dependencies, breakers } = status;
    const page = showStatus({
      terminal: { print: String, complain: String, progress: String, paint: (_style, text) => text, confirm: undefined },
      programName: 'frontline',
      url: () => 'http://127.0.0.1:8080',
      now: () => new Date(at),
    })({ at, gateway, problems, dependencies, breakers }).join('\n');
    expect(page).toMatch(/queues +unknown +the store does not answer/);
  });
});

import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { createManualTime, type ManualTime } from '../testing/manual-time.ts';
import { createGuard, type BreakerState, type Guard } from './guard.ts';

const OPEN_MS = 10_000;

interface Port {
  ask(what: string): Promise<string>;
}

describe('a guard', () => {
  let time: ManualTime;
  let states: BreakerState[];
  let guard: Guard;
  let asked: string[];
  let answer: (what: string) => Promise<string>;
  let port: Port;

  const outage = () => Promise.reject(new GatewayError('upstream_failed', 'nobody is there'));
  const inner: Port = {
    ask: (what) => {
      asked.push(what);
      return answer(what);
    },
  };
  const fail = async (times: number) => {
    for (let time = 0; time < times; time++) await expect(port.ask('down')).rejects.toThrow();
  };

  beforeEach(() => {
    time = createManualTime();
    states = [];
    asked = [];
    answer = (what) => Promise.resolve(what);
    guard = createGuard({ name: 'Salesforce', openMs: OPEN_MS, monotonicMs: time.monotonicMs, onState: (state) => states.push(state) });
    port = guard.lane({ concurrent: 2, queued: 1 })(inner);
  });

  it('passes answers and errors through', async () => {
    await expect(port.ask('a')).resolves.toBe('a');
    answer = () => Promise.reject(new TypeError('a bug'));
    await expect(port.ask('b')).rejects.toThrow(TypeError);
  });

  it('asks no more after five outages in a row, and says at once when to come back', async () => {
    answer = outage;
    await fail(5);
    expect(guard.state()).toBe('open');
    time.advance(4_000);
    await expect(port.ask('later')).rejects.toMatchObject({ code: 'upstream_busy', retryAfterMs: 6_000, isUntried: true });
    expect(asked).toHaveLength(5);
  });

  it('counts time-outs, but takes a refusal for a sign of life', async () => {
    const codes = ['upstream_timeout', 'upstream_failed', 'upstream_timeout', 'upstream_failed', 'upstream_refused'] as const;
    for (const code of [...codes, ...codes]) {
      answer = () => Promise.reject(new GatewayError(code, 'said so'));
      await expect(port.ask('x')).rejects.toMatchObject({ code });
    }
    expect(states).toEqual([]);
  });

  it('lets one call find out, and no other wait for it', async () => {
    answer = outage;
    await fail(5);
    time.advance(OPEN_MS);
    const probe = Promise.withResolvers<string>();
    answer = () => probe.promise;
    const first = port.ask('probe');
    await expect(port.ask('meanwhile')).rejects.toMatchObject({ code: 'upstream_busy', isUntried: true });
    probe.resolve('back');
    await expect(first).resolves.toBe('back');
    await expect(port.ask('after')).resolves.toBe('back');
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  it('opens no longer because somebody sets the clock back', async () => {
    answer = outage;
    await fail(5);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
    time.advance(OPEN_MS);
    answer = () => Promise.resolve('back');
    await expect(port.ask('probe')).resolves.toBe('back');
    now.mockRestore();
  });

  it('stays open when that one fails too', async () => {
    answer = outage;
    await fail(5);
    time.advance(OPEN_MS);
    await expect(port.ask('probe')).rejects.toMatchObject({ code: 'upstream_failed' });
    await expect(port.ask('again')).rejects.toMatchObject({ retryAfterMs: OPEN_MS });
    expect(states).toEqual(['open', 'half-open', 'open']);
  });

  it('refuses what is too much for a lane, and leaves the other lanes alone', async () => {
    const slow = Promise.withResolvers<string>();
    answer = () => slow.promise;
    const other = guard.lane({ concurrent: 1, queued: 0 })(inner);
    const under = [port.ask('1'), port.ask('2'), port.ask('queued')];
    await expect(port.ask('too much')).rejects.toMatchObject({ code: 'overloaded', retryAfterMs: 1_000, isUntried: true });
    under.push(other.ask('elsewhere'));
    expect(asked).toEqual(['1', '2', 'elsewhere']);
    slow.resolve('done');
    await expect(Promise.all(under)).resolves.toEqual(['done', 'done', 'done', 'done']);
    expect(asked).toEqual(['1', '2', 'elsewhere', 'queued']);
  });
});

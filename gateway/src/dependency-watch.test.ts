import { describe, expect, it } from '@jest/globals';
import { dependencyWatch } from './dependency-watch.ts';
import { GatewayError, type ErrorCode } from './errors.ts';

const portThat = (act: () => Promise<string>) => ({ ask: act, name: 'a port' });
const failing = (code: ErrorCode) => portThat(() => Promise.reject(new GatewayError(code, 'no', { upstreamCode: 'X1' })));

describe('dependencyWatch', () => {
  it('knows nothing before the first call', () => {
    expect(dependencyWatch(['salesforce', 'twilio']).health()).toEqual({
      salesforce: { status: 'unknown' },
      twilio: { status: 'unknown' },
    });
  });

  it('leaves a port as it is', async () => {
    const port = dependencyWatch(['salesforce']).watch(
      'salesforce',
      portThat(() => Promise.resolve('answer')),
    );
    expect(await port.ask()).toBe('answer');
    expect(port.name).toBe('a port');
  });

  it.each<[ErrorCode, 'up' | 'down']>([
    ['upstream_failed', 'down'],
    ['upstream_refused', 'down'],
    ['upstream_timeout', 'down'],
    ['upstream_busy', 'down'],
    ['upstream_not_ready', 'up'],
    ['not_found', 'up'],
    ['upstream_rejected', 'up'],
  ])('takes %s for %s, and recovers', async (code, status) => {
    const watch = dependencyWatch(['salesforce']);
    await expect(watch.watch('salesforce', failing(code)).ask()).rejects.toMatchObject({ code });
    expect(watch.health().salesforce?.status).toBe(status);
    await watch
      .watch(
        'salesforce',
        portThat(() => Promise.resolve('x')),
      )
      .ask();
    expect(watch.health().salesforce).toEqual({ status: 'up' });
  });
});

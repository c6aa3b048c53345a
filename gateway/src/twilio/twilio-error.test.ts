import { describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { toTwilioError } from './twilio-error.ts';

const answered = (status: number, code?: number) => Object.assign(new Error('said so'), { status, code });
const network = (code: string) => Object.assign(new Error('broken'), { code });

describe('toTwilioError', () => {
  it.each([
    { thrown: answered(404, 20404), code: 'not_found', upstreamCode: '20404', isTransient: false },
    { thrown: answered(400, 50377), code: 'gone', upstreamCode: '50377', isTransient: false },
    { thrown: answered(409, 50386), code: 'upstream_not_ready', upstreamCode: '50386', isTransient: true },
    { thrown: answered(429, 20429), code: 'upstream_busy', upstreamCode: '20429', isTransient: true },
    { thrown: answered(400, 50407), code: 'upstream_rejected', upstreamCode: '50407', isTransient: false },
    { thrown: answered(401, 20003), code: 'upstream_refused', upstreamCode: '20003', isTransient: true },
    { thrown: answered(403, 20403), code: 'upstream_refused', upstreamCode: '20403', isTransient: true },
    { thrown: answered(403, 50214), code: 'upstream_rejected', upstreamCode: '50214', isTransient: false },
    { thrown: answered(500), code: 'upstream_failed', upstreamCode: '500', isTransient: true },
    { thrown: answered(503, 20503), code: 'upstream_failed', upstreamCode: '20503', isTransient: true },
    { thrown: network('ECONNREFUSED'), code: 'upstream_failed', upstreamCode: 'ECONNREFUSED', isTransient: true },
    { thrown: network('ECONNABORTED'), code: 'upstream_timeout', upstreamCode: 'ECONNABORTED', isTransient: true },
    { thrown: new TypeError('a mistake of ours'), code: 'internal', upstreamCode: undefined, isTransient: false },
  ])('translates $thrown into $code', ({ thrown, ...expected }) => {
    expect(toTwilioError(thrown)).toMatchObject({ ...expected, cause: thrown });
  });

  it('leaves a GatewayError as it is', () => {
    const error = new GatewayError('upstream_busy', 'slow down', { retryAfterMs: 3000 });
    expect(toTwilioError(error)).toBe(error);
  });
});

import { describe, expect, it } from '@jest/globals';
import { createHousekeeping } from './housekeeping.ts';
import { createManualTime } from '../testing/manual-time.ts';

describe('housekeeping', () => {
  it('forgets what is older than the retention, at start and every hour, whether or not it works, and scrubs every minute', () => {
    const time = createManualTime();
    const purged: string[] = [];
    let scrubs = 0;
    const log = () => undefined;
    const housekeeping = createHousekeeping({
      retention: {
        scrub: () => Promise.resolve(void (scrubs += 1)),
        purgeDone(olderThan) {
          purged.push(olderThan.toISOString());
          return purged.length === 1 ? Promise.reject(new Error('the disk is gone')) : Promise.resolve(3);
        },
      },
      clock: time.clock,
      timers: time.timers,
      log: { debug: log, info: log, warn: log, error: log },
      retentionDays: 14,
    });
    housekeeping.start();
    time.advance(2 * 60 * 60_000);
    expect(purged).toEqual(['2025-12-22T09:00:00.000Z', '2025-12-22T10:00:00.000Z', '2025-12-22T11:00:00.000Z']);
    expect(scrubs).toBe(121);
    housekeeping.stop();
    expect(time.untilNext()).toBeUndefined();
  });
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { triggerWatch, type TriggerWatch } from './trigger-watch.ts';
import type { ActivityTrigger } from '../pipeline/activity-trigger.ts';

const trigger = (status: string): ActivityTrigger => ({
  name: 'FrontlineActivityTrigger',
  status,
  retries: 0,
  hasPassed: () => 'unknown',
});

describe('the watch over triggers', () => {
  let now: number;
  let asked: number;
  let answer: () => Promise<readonly ActivityTrigger[]>;
  let watch: TriggerWatch;
  beforeEach(() => {
    now = 0;
    asked = 0;
    answer = () => Promise.resolve([trigger('Running')]);
    const all = () => {
      asked += 1;
      return answer();
    };
    watch = triggerWatch({ triggers: { all }, clock: { now: () => new Date(now) } });
  });

  it('asks once a minute, whoever looks and however often', async () => {
    await Promise.all([watch.look(), watch.look()]);
    watch.health();
    expect(asked).toBe(1);
    now = 60_000;
    watch.health();
    expect(asked).toBe(2);
  });

  it('is unknown until it has heard, then down exactly while one has stopped', async () => {
    answer = () => Promise.resolve([trigger('Suspended')]);
    expect(watch.health()).toEqual({ status: 'unknown' });
    await watch.look();
    expect(watch.health()).toEqual({ status: 'down', detail: 'FrontlineActivityTrigger is Suspended' });
    now = 60_000;
    answer = () => Promise.resolve([trigger('Idle')]);
    await watch.look();
    expect(watch.health()).toEqual({ status: 'up' });
  });

  it('takes neither silence nor an empty answer for a stopped trigger', async () => {
    answer = () => Promise.reject(new GatewayError('upstream_failed', 'nobody there'));
    expect(await watch.look()).toEqual({ known: false, failure: 'upstream_failed' });
    expect(watch.health()).toEqual({ status: 'unknown' });
    now = 60_000;
    answer = () => Promise.resolve([]);
    expect(await watch.look()).toEqual({ known: true, triggers: [] });
    expect(watch.health()).toEqual({ status: 'unknown' });
  });
});

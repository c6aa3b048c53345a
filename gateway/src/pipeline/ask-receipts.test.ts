import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { receiptsWorld, SECOND_LOOK_MS, type ReceiptsWorld } from '../testing/receipts-world.ts';

let world: ReceiptsWorld;
const PATIENCE_MS = SECOND_LOOK_MS / 3;

beforeEach(async () => (world = await receiptsWorld()));
afterEach(() => world.close());

describe('receipts', () => {
  it('are asked for together, after a while, and settle what Salesforce has recorded', async () => {
    await world.publish('IM1', 'IM2');
    await world.ask();
    expect(world.requests).toEqual([]);
    world.pass(PATIENCE_MS);
    await world.ask();
    expect(world.requests).toEqual(['query', 'apexrest']);
    expect(world.told).toEqual(expect.arrayContaining(['task', 'task']));
    expect(await world.waiting()).toEqual([]);
    world.pass(10 * SECOND_LOOK_MS);
    await world.ask();
    expect(world.requests).toHaveLength(2);
  });

  it('cost five questions and a look for a thousand messages', async () => {
    for (let hundred = 0; hundred < 5; hundred++) {
      await world.publish(...Array.from({ length: 200 }, (_, number) => `IM${hundred}-${number}`));
    }
    await world.ask();
    expect(world.requests).toEqual([]);
    world.pass(PATIENCE_MS);
    await world.ask();
    expect(world.requests).toEqual(['query', ...Array.from({ length: 5 }, () => 'apexrest')]);
    expect(await world.waiting()).toEqual([]);
  });

  it('wait while the trigger is suspended, and come once it has caught up', async () => {
    world.trigger().suspend();
    await world.publish('IM1');
    world.pass(SECOND_LOOK_MS);
    await world.ask();
    world.pass(10 * SECOND_LOOK_MS);
    await world.ask();
    expect(world.requests).toEqual(['query', 'query']);
    expect(world.told).toEqual(['the activity trigger has stopped: receipts wait']);
    world.trigger().resume();
    await world.settled();
    await world.ask();
    expect(world.told.slice(1)).toEqual(['the activity trigger takes events', 'task']);
    expect(await world.dead()).toBe(0);
  });

  it('have what the trigger skipped after an error published again', async () => {
    await world.publish('IM1');
    world.trigger().fail('No such column');
    await world.publish('IM2');
    world.pass(SECOND_LOOK_MS);
    await world.ask();
    expect(world.requests).toEqual(['query']);
    world.trigger().resume(); // at the newest event: IM2 is skipped
    await world.settled();
    await world.ask();
    expect(world.told).toEqual(expect.arrayContaining(['task', 'unknown', 'again message']));
    expect(await world.publishWaiting()).toEqual(['IM2']);
    world.pass(PATIENCE_MS);
    await world.ask();
    expect(world.org.database.rows('Task').map((task) => task['Frontline_Key__c'])).toEqual(['IM1', 'IM2']);
    expect(await world.waiting()).toEqual([]);
  });

  it('give an activity up that is lost again and again, saying where to look', async () => {
    for (let time = 0; time < 4; time++) {
      world.trigger().fail('No such column');
      if (time === 0) await world.publish('IM1');
      else expect(await world.publishWaiting()).toEqual(['IM1']);
      world.trigger().resume();
      world.pass(SECOND_LOOK_MS);
      await world.ask();
    }
    expect(world.told.filter((what) => what === 'again message')).toHaveLength(3);
    expect(world.told).toContain('dead message');
    expect(await world.dead()).toBe(1);
  });

  it('settle an edit only once the trigger has passed it', async () => {
    await world.publish('IM1');
    world.trigger().suspend();
    world.pass(1_000);
    await world.publish('IM1');
    world.trigger().resume(); // it takes its next batch a moment later: here, never
    world.trigger().close();
    world.pass(PATIENCE_MS);
    await world.ask();
    expect(world.requests).toEqual(['query', 'apexrest']);
    world.pass(PATIENCE_MS);
    expect(await world.waiting()).toEqual(['IM1']);
  });

  it('leave a tombstone where somebody has deleted the Task', async () => {
    await world.publish('IM1');
    const [task] = world.org.database.rows('Task');
    world.org.database.delete('Task', String(task?.['Id']));
    world.pass(PATIENCE_MS);
    await world.ask();
    expect([...(await world.kept.store.tombstones.among(['IM1']))]).toEqual(['IM1']);
  });

  it('are asked for, but nothing is published again, where the trigger cannot be seen', async () => {
    const noSuchType = { pathContains: '/query', times: 10, status: 400, errorCode: 'INVALID_TYPE', message: 'not supported' };
    world.org.faults.set({ requestFaults: [noSuchType] });
    await world.publish('IM1');
    world.trigger().fail('No such column');
    await world.publish('IM2');
    world.pass(SECOND_LOOK_MS);
    await world.ask();
    world.pass(SECOND_LOOK_MS * 15);
    await world.ask();
    expect(world.told).toEqual(expect.arrayContaining(['task', 'unknown']));
    expect(world.told).not.toContain('again message');
    expect(await world.dead()).toBe(0);
    world.pass(72 * 3_600_000);
    await world.ask();
    expect(await world.dead()).toBe(1);
  });

  it('wait when the org does not have the package', async () => {
    const missing = { pathContains: '/frontline/receipts', times: 1, status: 404, errorCode: 'NOT_FOUND', message: 'no such resource' };
    world.org.faults.set({ requestFaults: [missing] });
    await world.publish('IM1');
    world.pass(PATIENCE_MS);
    await expect(world.ask()).rejects.toMatchObject({ code: 'upstream_refused' });
    await world.ask();
    expect(await world.waiting()).toEqual([]);
  });
});

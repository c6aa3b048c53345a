import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { receiptsWorld, type ReceiptsWorld } from '../testing/receipts-world.ts';

let world: ReceiptsWorld;

beforeEach(async () => (world = await receiptsWorld()));
afterEach(() => world.close());

describe('receipts of events that the org has lost', () => {
  it('have a message published again of which only a status came through', async () => {
    await world.losing(() => world.publish('IM1'));
    await world.change({ kind: 'status', deliveryStatus: 'delivered' });
    await world.lookAgain();
    expect(world.told.filter((what) => what.startsWith('again'))).toEqual(['again message']);
    await world.publishWaiting();
    await world.lookAgain();
    expect(world.taskOf('IM1')).toMatchObject({ Description: 'Good morning', Frontline_Delivery_Status__c: 'delivered' });
    expect(await world.waiting()).toEqual([]);
  });

  it('have a lost status, edit or deletion published again, though the Task is there', async () => {
    await world.publish('IM1');
    await world.losing(() => world.change({ kind: 'status', deliveryStatus: 'read' }));
    await world.losing(() => world.change({ kind: 'edit', occurredAt: '2026-01-05T09:01:00Z' }));
    await world.lookAgain();
    expect(world.told.filter((what) => what.startsWith('again'))).toEqual(['again status', 'again edit']);
    await world.publishWaiting();
    expect(world.taskOf('IM1')).toMatchObject({ Description: 'Good evening', Frontline_Delivery_Status__c: 'read' });
    await world.losing(() => world.change({ kind: 'delete', occurredAt: '2026-01-05T09:02:00Z' }));
    await world.lookAgain();
    expect(world.told.filter((what) => what.startsWith('again'))).toHaveLength(3);
    await world.publishWaiting();
    await world.lookAgain();
    expect(world.taskOf('IM1')).toMatchObject({ Description: 'Message deleted' });
    expect([await world.waiting(), await world.dead()]).toEqual([[], 0]);
  });

  it('leave the text alone when a lost edit comes after a later one', async () => {
    await world.publish('IM1');
    await world.losing(() => world.change({ kind: 'edit', occurredAt: '2026-01-05T09:01:00Z', body: 'First' }));
    await world.change({ kind: 'edit', occurredAt: '2026-01-05T09:02:00Z', body: 'Second' });
    await world.lookAgain();
    expect(world.told).not.toContain('again edit');
    expect(world.taskOf('IM1')).toMatchObject({ Description: 'Second' });
    expect(await world.waiting()).toEqual([]);
  });

  it('settle the statuses of a message that was never ours', async () => {
    await world.change({ kind: 'status', deliveryStatus: 'sent' });
    await world.change({ kind: 'status', deliveryStatus: 'delivered' });
    await world.lookAgain();
    expect(world.told).not.toContain('again status');
    expect([await world.waiting(), await world.dead()]).toEqual([[], 0]);
  });

  it('leave to the org what is a failure there, of that very event', async () => {
    await world.publish('IM1');
    await world.losing(() => world.change({ kind: 'edit', occurredAt: '2026-01-05T09:01:00Z' }));
    await world.losing(() => world.change({ kind: 'status', deliveryStatus: 'read' }));
    world.org.database.insert('Frontline_Failure__c', { Event_Key__c: 'IM1', Kind__c: 'edit', Status__c: 'Open' });
    await world.lookAgain();
    expect(world.told.filter((what) => what.startsWith('again'))).toEqual(['again status']);
    expect(world.told).toContain('failed');
  });
});

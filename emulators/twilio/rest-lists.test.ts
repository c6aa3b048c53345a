import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from './test-support/manual-clock.ts';
import type { ManualClock } from './test-support/manual-clock.ts';
import { twilioClient } from './test-support/twilio-client.ts';
import { startTwilio } from './twilio-server.ts';
import type { Twilio } from './twilio-server.ts';

const DAY = 24 * 60 * 60_000;
let clock: ManualClock;
let twilio: Twilio;
let api: ReturnType<typeof twilioClient>['conversations']['v1'];

beforeEach(async () => {
  clock = createManualClock();
  twilio = await startTwilio({ clock });
  api = twilioClient(twilio).conversations.v1;
});
afterEach(() => twilio.close());

const make = async (number: number): Promise<string[]> => {
  const sids: string[] = [];
  for (let n = 0; n < number; n += 1) {
    sids.push((await api.conversations.create()).sid);
    clock.advance(1_000);
  }
  return sids;
};
const sidsOf = (instances: readonly { sid: string }[]) => instances.map(({ sid }) => sid);

describe('the list of conversations', () => {
  it('has every one once, in an order that means nothing, page by page', async () => {
    const made = await make(7);
    const listed = sidsOf(await api.conversations.list({ pageSize: 2 }));
    expect(listed.toSorted()).toEqual(made.toSorted());
    expect(sidsOf(await api.conversations.list({ pageSize: 5 }))).toEqual(listed);
  });

  it('has the latest first when it is asked for by date of creation, by whole days', async () => {
    await make(2);
    clock.advance(DAY);
    const made = await make(3);
    const startDate = '2026-11-21T00:00:00Z';
    expect(sidsOf(await api.conversations.list({ startDate, pageSize: 2 }))).toEqual(made.toReversed());
    expect(await api.conversations.list({ endDate: '2026-11-20T23:59:59Z' })).toHaveLength(2);
    await expect(api.conversations.list({ startDate: '2026-11-21T09:30:00Z' })).rejects.toMatchObject({ status: 400 });
  });

  it('has those of one state', async () => {
    const [first = '', second = ''] = await make(3);
    await api.conversations(first).update({ state: 'closed' });
    await api.conversations(second).update({ state: 'inactive' });
    expect(sidsOf(await api.conversations.list({ state: 'closed' }))).toEqual([first]);
    expect(sidsOf(await api.conversations.list({ state: 'inactive' }))).toEqual([second]);
    expect(await api.conversations.list({ state: 'active' })).toHaveLength(1);
  });

  it('is not told of messages: they do not move date_updated', async () => {
    const [sid = ''] = await make(1);
    await api.conversations(sid).messages.create({ body: 'Hi' });
    const { dateCreated, dateUpdated } = await api.conversations(sid).fetch();
    expect(dateUpdated).toEqual(dateCreated);
  });
});

it('pages go on where they were although what they listed last is gone', async () => {
  const [sid = ''] = await make(1);
  const { messages } = api.conversations(sid);
  for (const body of ['a', 'b', 'c']) await messages.create({ body });
  const first = await messages.page({ order: 'desc', pageSize: 2 });
  for (const listed of first.instances) await messages(listed.sid).remove();
  const rest = await messages.getPage(first.nextPageUrl ?? '');
  expect(rest.instances.map(({ body }) => body)).toEqual(['a']);
});

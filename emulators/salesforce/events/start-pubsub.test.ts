import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createOrg } from '../org.ts';
import { attachEventBus } from './attach-event-bus.ts';
import { createManualTime } from './manual-time.ts';
import { RawClient } from './raw-client.ts';
import { startPubSub } from './start-pubsub.ts';

const at = (dateTime: string) => ({ createdAt: Date.parse(dateTime), createdById: '', eventUuid: '', position: 1 });

describe('startPubSub', () => {
  it('turns a published Frontline_Activity__e into a Task', async () => {
    const time = createManualTime();
    const org = createOrg({ clock: time.clock });
    const bus = attachEventBus(org, { timers: time.timers });
    const topic = bus.topic('Frontline_Activity__e');
    const profile = org.database.rows('Profile')[0]?.['Id'];
    const names = { Username: 'ana@northwind.example', Email: 'ana@northwind.example', LastName: 'Ana', Alias: 'ana', ProfileId: profile };
    const places = { TimeZoneSidKey: 'UTC', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' };
    const { id } = org.database.insert('User', { ...names, ...places });
    if (!topic || id === null) throw new Error('the org has the event and the user');

    const pubsub = await startPubSub({ org, bus, port: 0, timers: time.timers });
    const { token } = org.sessions.open({ userId: id, clientId: 'test' });
    const headers = { accesstoken: token, instanceurl: 'https://northwind.example', tenantid: org.id };
    const client = new RawClient({ endpoint: pubsub.endpoint, caPem: pubsub.caPem, headers });
    try {
      const payload = topic.schema.encode({
        ...at('2026-03-01T00:00:00Z'),
        fields: {
          Key__c: 'IM1',
          Kind__c: 'message',
          Owner_Id__c: id,
          Body__c: 'Hello',
          Index__c: 3,
          Occurred_At__c: '2026-03-01T09:30:00.000+0000',
        },
      });
      const events = [{ id: randomUUID(), schemaId: topic.schema.id, payload }];
      expect(await client.call('Publish', { topicName: topic.path, events })).toMatchObject({ results: [{ error: null }] });
      time.settle();
      expect(org.database.rows('Task')).toMatchObject([
        {
          Frontline_Key__c: 'IM1',
          Description: 'Hello',
          Frontline_Index__c: 3,
          OwnerId: id,
          Frontline_Occurred_At__c: '2026-03-01T09:30:00.000+0000',
        },
      ]);
    } finally {
      client.close();
      await pubsub.close();
    }
  });

  it('is trusted only through its own certificate', async () => {
    const org = createOrg();
    const bus = attachEventBus(org);
    const [one, other] = await Promise.all([startPubSub({ org, bus, port: 0 }), startPubSub({ org, bus, port: 0 })]);
    const { token } = org.sessions.open({ userId: '0055i00000000002AAA', clientId: 'test' });
    const headers = { accesstoken: token, instanceurl: 'https://northwind.example', tenantid: org.id };
    const stranger = new RawClient({ endpoint: one.endpoint, caPem: other.caPem, headers });
    try {
      const failure = await stranger.failure('GetTopic', { topicName: '/event/Frontline_Activity__e' });
      expect(failure.details).toMatch(/certificate/i);
    } finally {
      stranger.close();
      await Promise.all([one.close(), other.close()]);
    }
  });

  it('rejects when the port is taken', async () => {
    const org = createOrg();
    const bus = attachEventBus(org);
    const first = await startPubSub({ org, bus, port: 0 });
    try {
      const port = Number(first.endpoint.split(':')[1]);
      await expect(startPubSub({ org, bus, port })).rejects.toThrow(/EADDRINUSE|No address added/);
    } finally {
      await first.close();
    }
  });
});

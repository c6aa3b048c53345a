import { describe, expect, it } from '@jest/globals';
import { toListedMessage, toListedReceipt } from './history-records.ts';

const at = '2026-01-05T09:00:00Z';
const message = { sid: 'IM1', index: 3, author: '+14155550132', body: '', attributes: '{}', participantSid: null, dateCreated: at };

describe('a message as the library lists it', () => {
  it('carries its media as webhooks do, and nothing that is not there', () => {
    const media = [{ sid: 'ME1', content_type: 'image/png', filename: 'a.png', size: 3 }];
    expect(toListedMessage({ ...message, media, dateUpdated: null, delivery: null })).toEqual({
      sid: 'IM1',
      index: 3,
      author: '+14155550132',
      attributes: '{}',
      media: '[{"Sid":"ME1","ContentType":"image/png","Filename":"a.png"}]',
      createdAt: new Date(at),
    });
  });

  it('knows when it was edited and how far its copies got, whatever else Twilio may add to that', () => {
    const delivery = { total: 1, sent: 'all', delivered: 'some', read: 'nearly', failed: 'none', undelivered: 'none' };
    expect(toListedMessage({ ...message, media: null, dateUpdated: '2026-01-05T09:00:05Z', delivery })).toMatchObject({
      updatedAt: new Date('2026-01-05T09:00:05Z'),
      delivery: { sent: 'all', delivered: 'some', failed: 'none', undelivered: 'none' },
    });
  });
});

it('a receipt that was never updated is as old as it is', () => {
  const receipt = {
    sid: 'DY1',
    status: 'sent',
    errorCode: null,
    participantSid: 'MB1',
    channelMessageSid: 'SM1',
    dateCreated: at,
    dateUpdated: null,
  };
  expect(toListedReceipt(receipt)).toMatchObject({ errorCode: 0, updatedAt: new Date(at), participantSid: 'MB1' });
});

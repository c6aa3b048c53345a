import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { subscriberBatchSize } from './subscriber-batch-size.ts';

describe('subscriberBatchSize', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'package-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const configure = (name: string, content: string): void => {
    const folder = join(directory, 'main/orders/platformEventSubscriberConfigs');
    mkdirSync(folder, { recursive: true });
    const xml = `<?xml version="1.0"?><PlatformEventSubscriberConfig xmlns="http://soap.sforce.com/2006/04/metadata">${content}</PlatformEventSubscriberConfig>`;
    writeFileSync(join(folder, `${name}.platformEventSubscriberConfig-meta.xml`), xml);
  };

  it('answers what the package says of this trigger, and nothing of others', () => {
    configure('A', '<batchSize>200</batchSize><platformEventConsumer>OrderTrigger</platformEventConsumer>');
    configure('B', '<platformEventConsumer>OtherTrigger</platformEventConsumer>');
    expect(subscriberBatchSize(directory, 'OrderTrigger')).toBe(200);
    expect(subscriberBatchSize(directory, 'OtherTrigger')).toBeUndefined();
    expect(subscriberBatchSize(directory, 'NoTrigger')).toBeUndefined();
    expect(subscriberBatchSize(join(directory, 'nowhere'), 'OrderTrigger')).toBeUndefined();
  });

  it.each(['0', '2001', 'many'])('refuses a batch size of %s', (size) => {
    configure('A', `<batchSize>${size}</batchSize><platformEventConsumer>OrderTrigger</platformEventConsumer>`);
    expect(() => subscriberBatchSize(directory, 'OrderTrigger')).toThrow('batchSize');
  });
});

import { describe, expect, it } from '@jest/globals';
import { createOrg } from './org.ts';

describe('an org', () => {
  it('knows its standard records from the start', () => {
    const { database } = createOrg();
    expect(database.rows('Organization')).toHaveLength(1);
    expect(database.rows('TaskStatus').filter((status) => status['IsClosed'] === true)).toHaveLength(1);
  });

  it('refuses to publish while no event bus is attached', () => {
    expect(createOrg().onPlatformEvent('X__e', {})).toHaveProperty('error.statusCode', 'PLATFORM_EVENT_PUBLISHING_UNAVAILABLE');
  });
});

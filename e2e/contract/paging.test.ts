import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { CustomerQuery } from '@frontline/emulators/twilio-rep-app';
import { look } from '../journey/look.ts';
import { DEMO_WORKERS } from '../stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';

const NAMESAKES = 5_000;
const worker = 'namesakes@northwind.example';
let stack: LocalStack;
let ids: string[];

beforeAll(async () => {
  stack = await startLocalStack();
  const { database } = stack.salesforce.org;
  const { ProfileId } = look(stack).user(DEMO_WORKERS.ana);
  const owner = database.insert('User', {
    ...{ Username: worker, LastName: 'Schmidt', Alias: 'namesake', Email: worker, ProfileId },
    ...{ TimeZoneSidKey: 'Europe/Berlin', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' },
  }).id;
  ids = Array.from({ length: NAMESAKES }, (_row, index) => {
    // A few neighbours in the order of names, so that the equal ones begin and end somewhere.
    const LastName = index < 10 ? `Schmidt${String.fromCharCode(65 + index)}` : 'Schmidt';
    return String(database.insert('Contact', { LastName, FirstName: 'Maria', OwnerId: owner }).id);
  });
  await stack.startGateway().listening();
}, 60_000);
afterAll(() => stack.close());

const pageSchema = z.object({
  objects: z.object({ customers: z.array(z.object({ customer_id: z.string() })), next_page_token: z.string().optional() }),
});

/** Every customer as the app would show it, page after page; `next` is how the app asks for the following page. */
async function readAll(next: (page: z.infer<typeof pageSchema>['objects']) => CustomerQuery | undefined): Promise<string[]> {
  const app = stack.twilio.app(worker);
  const seen: string[] = [];
  for (let query: CustomerQuery | undefined = {}; query;) {
    const { objects } = pageSchema.parse(await app.customers({ pageSize: 100, ...query }));
    seen.push(...objects.customers.map(({ customer_id }) => customer_id));
    query = next(objects);
  }
  return seen;
}

describe(`a worker with ${NAMESAKES} customers of the same name`, () => {
  it.each([
    ['by token', (page: z.infer<typeof pageSchema>['objects']) => page.next_page_token && { nextPageToken: page.next_page_token }],
    ['by anchor', (page: z.infer<typeof pageSchema>['objects']) => page.customers.at(-1) && { anchor: page.customers.at(-1)?.customer_id }],
  ])(
    'is paged %s without a gap or a repeat',
    async (_way, next) => {
      const seen = await readAll((page) => next(page) || undefined);
      expect(seen).toHaveLength(NAMESAKES);
      expect(new Set(seen)).toEqual(new Set(ids));
    },
    60_000,
  );
});

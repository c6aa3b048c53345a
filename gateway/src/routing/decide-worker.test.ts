import { describe, expect, it } from '@jest/globals';
import { decideWorker, type RoutingFacts } from './decide-worker.ts';

const address = { channel: 'sms', number: '+14155550132' } as const;
const match = (owner: Partial<{ worker: string; isActive: boolean }> = { worker: 'ana@x' }): NonNullable<RoutingFacts['match']> => ({
  customer: { id: '003A', displayName: 'Mara Quist' },
  owner: { id: '005A', isActive: true, ...owner },
  others: [],
});

describe('decideWorker', () => {
  it.each<[string, RoutingFacts, string | undefined, RegExp]>([
    ['the owner', { address, match: match(), ownerIdentity: 'ana@x', defaultWorker: 'desk@x' }, 'ana@x', /^ana@x owns Mara Quist\.$/],
    ['an unknown number', { address, defaultWorker: 'desk@x' }, 'desk@x', /No contact has the number \+14155550132/],
    ['no address', { defaultWorker: 'desk@x' }, 'desk@x', /number of this conversation/],
    [
      'an inactive owner',
      { address, match: match({ worker: 'ana@x', isActive: false }), defaultWorker: 'desk@x' },
      'desk@x',
      /is inactive/,
    ],
    ['a queue as owner', { address, match: match({}), defaultWorker: 'desk@x' }, 'desk@x', /not a user with a worker identity/],
    ['an owner without an account', { address, match: match(), defaultWorker: 'desk@x' }, 'desk@x', /has no account in the messaging app/],
    ['nobody at all', { address }, undefined, /no default worker with an account/],
  ])('%s', (_situation, facts, worker, reason) => {
    const outcome = decideWorker(facts);
    expect(outcome.worker).toBe(worker);
    expect(outcome.reason).toMatch(reason);
  });
});

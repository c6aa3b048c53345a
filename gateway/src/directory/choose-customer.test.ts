import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseCustomer, type Candidate } from './choose-customer.ts';

const owner = { id: '005', isActive: true };
const one = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  displayName: id,
  kind: 'contact',
  owner,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
});
const order = ['contact', 'lead', 'account'] as const;
const chosen = (candidates: readonly Candidate[], facts = {}) =>
  chooseCustomer(candidates, { order, open: [], ...facts }).map(({ id }) => id);

describe('chooseCustomer', () => {
  it.each([
    [
      'whoever the open conversation is about',
      [one('a', { lastActivity: '2026-05-01' }), one('b', { kind: 'account' })],
      { open: ['b'] },
      'b',
    ],
    ['the later one of two open conversations', [one('a'), one('b')], { open: ['b', 'a'] }, 'b'],
    ['a contact before a lead before an account', [one('c', { kind: 'account' }), one('b', { kind: 'lead' }), one('a')], {}, 'a'],
    ['the kind that the admin puts first', [one('a'), one('b', { kind: 'lead' })], { order: ['lead', 'contact'] }, 'b'],
    ['the latest activity', [one('a', { lastActivity: '2026-04-30' }), one('b', { lastActivity: '2026-05-01' })], {}, 'b'],
    ['any activity before none', [one('a'), one('b', { lastActivity: '2001-01-01' })], {}, 'b'],
    ['the oldest record', [one('a', { createdAt: '2026-01-02T00:00:00.000Z' }), one('b')], {}, 'b'],
    ['the lower id, when all else is equal', [one('b'), one('a')], {}, 'a'],
  ])('takes %s', (_, candidates, facts, expected) => {
    expect(chosen(candidates, facts)[0]).toBe(expected);
    expect(chosen(candidates.toReversed(), facts)[0]).toBe(expected);
  });

  it('leaves out the kinds that are not looked for', () => {
    expect(chosen([one('a'), one('b', { kind: 'lead' })], { order: ['lead'] })).toEqual(['b']);
  });

  it('never depends on the order in which records come', () => {
    const candidate = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      kind: fc.constantFrom(...order),
      lastActivity: fc.constantFrom('2026-01-01', '2026-05-01'),
      createdAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
    });
    const some = fc.uniqueArray(candidate, { selector: ({ id }) => id });
    fc.assert(
      fc.property(some, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), fc.subarray(['a', 'b', 'c']), (records, places, open) => {
        const candidates = records.map(({ id, ...more }) => one(id, more));
        const shuffled = candidates
          .map((candidate, at) => ({ candidate, place: places[at] ?? 0 }))
          .sort((x, y) => x.place - y.place)
          .map(({ candidate }) => candidate);
        expect(chosen(shuffled, { open })).toEqual(chosen(candidates, { open }));
      }),
    );
  });
});

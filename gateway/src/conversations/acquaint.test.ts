import { describe, expect, it } from '@jest/globals';
import type { NewCustomers } from '../directory/new-customers.ts';
import { conversationMemory } from '../testing/memory-conversations.ts';
import { memoryDirectory } from '../testing/memory-directory.ts';
import { acquaint } from './acquaint.ts';

const NUMBER = '+14155550199';
const facts = { conversationSid: 'CH1', customerAddress: `whatsapp:${NUMBER}` };
const stranger = { customerName: NUMBER, channel: 'whatsapp' };
const owner = { id: '005-ana@x', worker: 'ana@x', isActive: true };
const mara = { customer: { id: '00QA', displayName: 'Mara' }, kind: 'lead' as const, owner, others: [] };

function setUp(answer: Awaited<ReturnType<NewCustomers>> = { match: mara }) {
  const memory = conversationMemory();
  const asked: unknown[] = [];
  const newCustomers: NewCustomers = (...question) => (asked.push(question), Promise.resolve(answer));
  const directory = memoryDirectory([{ id: '003A', name: 'Somebody', worker: 'ana@x' }]);
  return { memory, asked, meet: acquaint({ directory, memory, newCustomers }) };
}

describe('acquaint', () => {
  it('makes a stranger who writes known, as the worker’s, and remembers whom the conversation is about', async () => {
    const { meet, memory, asked } = setUp();
    await expect(meet(stranger, facts, { worker: 'ana@x', isTheirs: true })).resolves.toMatchObject({ match: mara, customerName: 'Mara' });
    expect(asked).toEqual([[{ channel: 'whatsapp', number: NUMBER }, owner]]);
    await expect(memory.recall('CH1')).resolves.toMatchObject({ customerId: '00QA' });
  });

  it('makes nobody of whom a rep writes to, of a chat user, or of a customer who is known', async () => {
    const { meet, asked } = setUp();
    await expect(meet(stranger, facts, { worker: 'ana@x', isTheirs: false })).resolves.toEqual(stranger);
    await expect(meet(stranger, { conversationSid: 'CH1' }, { worker: undefined, isTheirs: true })).resolves.toEqual(stranger);
    const known = { ...stranger, match: mara };
    await expect(meet(known, facts, { worker: undefined, isTheirs: true })).resolves.toEqual(known);
    expect(asked).toEqual([]);
  });

  it('goes on with a remark when nobody can be made of a stranger', async () => {
    const { meet, memory } = setUp({ remark: 'refused' });
    await expect(meet(stranger, facts, { worker: undefined, isTheirs: true })).resolves.toEqual({ ...stranger, remark: 'refused' });
    await expect(memory.recall('CH1')).resolves.toBeUndefined();
  });
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import { createWorld } from '../create-world.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import type { World } from '../world.ts';
import { changeState } from './change-state.ts';
import { insertConversation } from './insert-conversation.ts';
import { insertParticipant } from './insert-participant.ts';
import { removeParticipant } from './remove-participant.ts';

let world: World;
const api = { source: 'API', webhooks: false } as const;

beforeEach(() => {
  world = createWorld({ clock: createManualClock() });
});

const conversation = () => insertConversation(world)({ createdBy: 'system' });
const bindingTo = (address: string) => ({ type: 'sms', address, proxyAddress: world.account.smsNumber }) as const;
const refusal = (code: number): unknown => expect.objectContaining({ code });

describe('a conversation', () => {
  it('has at most 50 participants on phones', () => {
    const full = conversation();
    for (let n = 1_000; n < 1_050; n += 1) insertParticipant(world)({ conversation: full, binding: bindingTo(`+1415555${n}`) });
    expect(() => insertParticipant(world)({ conversation: full, binding: bindingTo('+14155552000') })).toThrow(refusal(50422));
    expect(insertParticipant(world)({ conversation: full, identity: 'ana' })).toMatchObject({ identity: 'ana' });
  });

  it('has at most 1,000 participants', () => {
    const full = conversation();
    for (let n = 0; n < 1_000; n += 1) insertParticipant(world)({ conversation: full, identity: `guest-${n}` });
    expect(() => insertParticipant(world)({ conversation: full, identity: 'ana' })).toThrow(refusal(50417));
  });
});

describe('an identity', () => {
  it('is in at most 1,000 conversations, the closed ones not counted', () => {
    const joined = Array.from({ length: 1_000 }, conversation);
    for (const one of joined) insertParticipant(world)({ conversation: one, identity: 'ana' });
    expect(() => insertParticipant(world)({ conversation: conversation(), identity: 'ana' })).toThrow(refusal(50214));
    for (const one of joined.slice(0, 1)) changeState(world)({ conversation: one, to: 'closed', reason: 'API', origin: api });
    expect(insertParticipant(world)({ conversation: conversation(), identity: 'ana' })).toMatchObject({ identity: 'ana' });
  });

  it('has to leave closed ones too, where the settings read the limit that way', async () => {
    world.settings.closedCountUntilLeft = true;
    const joined = Array.from({ length: 1_000 }, conversation);
    const [first] = joined.map((one) => ({
      conversation: one,
      participant: insertParticipant(world)({ conversation: one, identity: 'ana' }),
    }));
    for (const one of joined) changeState(world)({ conversation: one, to: 'closed', reason: 'API', origin: api });
    expect(() => insertParticipant(world)({ conversation: conversation(), identity: 'ana' })).toThrow(refusal(50214));
    if (first) await removeParticipant(world)({ ...first, origin: api });
    expect(insertParticipant(world)({ conversation: conversation(), identity: 'ana' })).toMatchObject({ identity: 'ana' });
  });
});

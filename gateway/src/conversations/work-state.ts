import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { ConversationStates } from './conversation-states.ts';
import type { StateUpdated } from './webhook-event.ts';

export interface WorkStateDeps {
  readonly states: Pick<ConversationStates, 'keep'>;
  readonly clock: Clock;
}

const stateSchema = z.enum(['initializing', 'active', 'inactive', 'closed']);

/** A conversation has come into another state: remember it. A state is no happening for the record. */
export function workStateUpdated({ states, clock }: WorkStateDeps) {
  return async ({ ConversationSid: conversationSid, StateTo, StateUpdated }: StateUpdated): Promise<void> => {
    const state = stateSchema.safeParse(StateTo);
    if (!state.success) return;
    const told = new Date(StateUpdated ?? '');
    await states.keep({ conversationSid, state: state.data, at: Number.isNaN(told.getTime()) ? clock.now() : told });
  };
}

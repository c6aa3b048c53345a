import type { CallbackParams } from '../frontline/callback-params.ts';
import { PRE_EVENTS, STORED_EVENTS } from './webhook-event.ts';

export interface AnswerEventDeps {
  readonly conversationAdd: (address: string | undefined) => Promise<object>;
  readonly messageAdd: (params: CallbackParams) => Promise<object>;
  readonly accept: (params: CallbackParams) => Promise<'stored' | 'duplicate'>;
  /** Counts what came, by event type and what was done with it. */
  readonly count: (eventType: string, outcome: 'stored' | 'duplicate' | 'answered' | 'ignored') => void;
}

/**
 * Answers a Conversations webhook. Before the fact (pre hooks) the answer may change what happens, and an empty one lets it
 * happen; after the fact the event is stored, and the answer means that it is safe with us.
 */
export function answerEvent({ conversationAdd, messageAdd, accept, count }: AnswerEventDeps) {
  return async (params: CallbackParams): Promise<object> => {
    const eventType = params.EventType;
    if (typeof eventType !== 'string' || STORED_EVENTS.has(eventType)) {
      count(typeof eventType === 'string' ? eventType : 'other', await accept(params));
      return {};
    }
    if (eventType === 'onConversationAdd') {
      const address = params['MessagingBinding.Address'];
      count(eventType, 'answered');
      return conversationAdd(typeof address === 'string' && address !== '' ? address : undefined);
    }
    if (eventType === 'onMessageAdd') {
      count(eventType, 'answered');
      return messageAdd(params);
    }
    // The type of an unknown event is whatever somebody typed in a console: it must not become a label of a metric.
    if (PRE_EVENTS.has(eventType)) count(eventType, 'answered');
    else count('other', 'ignored');
    return {};
  };
}

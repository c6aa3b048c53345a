import type { Timers } from '../clock.ts';
import { withinDeadline } from '../deadline.ts';
import type { Directory } from '../directory/directory.ts';
import type { Log } from '../log.ts';
import { matchFor, nameFor, type ConversationName } from './name-conversation.ts';

export interface AnswerConversationAddDeps {
  readonly directory: Directory;
  readonly timers: Timers;
  readonly log: Log;
}

// Twilio gives up after 5 s and then does not create the conversation: the customer's message would be lost.
const DEADLINE_MS = 3_000;

/**
 * The pre hook of a conversation about to be created: what to call it. It fails open: when the directory fails or is slow,
 * the conversation is named by its number and the message goes through.
 * @param address the customer's address; absent when a worker starts the conversation, which is then left as it is
 */
export function answerConversationAdd({ directory, timers, log }: AnswerConversationAddDeps) {
  const within = withinDeadline(timers);
  return async (address: string | undefined): Promise<object> => {
    if (address === undefined) return {};
    try {
      return answer(nameFor(address, await within(DEADLINE_MS, matchFor(directory, address, { staleWillDo: true }))));
    } catch (error) {
      log.warn({ err: error }, 'conversation named by its number: the customer could not be looked up');
      return answer(nameFor(address, undefined));
    }
  };
}

function answer({ friendlyName, attributes }: ConversationName): object {
  return {
    friendly_name: friendlyName,
    ...(Object.keys(attributes).length > 0 && { attributes: JSON.stringify(attributes) }),
  };
}

import { TwilioError } from '../account/twilio-error.ts';
import type { Conversation } from './conversation.ts';

/** Throws while a conversation is `initializing`, when nothing in it may be written. */
export const assertInitialized = ({ state }: Conversation): void => {
  if (state === 'initializing')
    throw new TwilioError(50386, "Conversation in 'initializing' state may not be updated or used for message sending");
};

/** Throws unless messages and participants may be added and the conversation updated: closed is final. */
export const assertWritable = (conversation: Conversation): void => {
  assertInitialized(conversation);
  if (conversation.state === 'closed') throw new TwilioError(50377, "Can't update conversation as it's in final closed state");
};

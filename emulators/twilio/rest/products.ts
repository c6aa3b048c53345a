import type { Operation } from './operation.ts';
import { configurationOperations } from './operations/configuration-operations.ts';
import { contentOperations } from './operations/content-operations.ts';
import { conversationOperations } from './operations/conversation-operations.ts';
import { frontlineUserOperations } from './operations/frontline-user-operations.ts';
import { messageOperations } from './operations/message-operations.ts';
import { participantConversationOperations } from './operations/participant-conversation-operations.ts';
import { participantOperations } from './operations/participant-operations.ts';
import { receiptOperations } from './operations/receipt-operations.ts';
import { serviceOperations } from './operations/service-operations.ts';
import { userConversationOperations } from './operations/user-conversation-operations.ts';
import { userOperations } from './operations/user-operations.ts';

/** The operations of one product, below `/v1` and below `/v1/Services/IS...`. */
export type Product = {
  name: string;
  /** How it takes its parameters. */
  body: 'form' | 'json';
  operations: readonly Operation[];
  serviceOperations: readonly Operation[];
};

/** What Conversations offers in both places. */
const mirrored: readonly Operation[] = [
  ...conversationOperations,
  ...participantOperations,
  ...messageOperations,
  ...receiptOperations,
  ...userOperations,
  ...userConversationOperations,
  ...participantConversationOperations,
];

/** Every REST operation that is emulated, by the host that it has at Twilio (`conversations` is conversations.twilio.com). */
export const products: readonly Product[] = [
  {
    name: 'conversations',
    body: 'form',
    operations: [...mirrored, ...configurationOperations.global, ...serviceOperations],
    serviceOperations: [...mirrored, ...configurationOperations.service],
  },
  { name: 'frontline-api', body: 'form', operations: frontlineUserOperations, serviceOperations: [] },
  { name: 'content', body: 'json', operations: contentOperations, serviceOperations: [] },
];

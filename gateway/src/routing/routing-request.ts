import { z } from 'zod';
import { readParams } from '../frontline/callback-params.ts';

/** What a routing callback asks for. */
export interface RoutingRequest {
  readonly conversationSid: string;
  readonly customerAddress?: string;
  readonly businessAddress?: string;
}

const requestSchema = z.object({
  ConversationSid: z.string().regex(/^CH[0-9a-zA-Z]{32}$/),
  'MessagingBinding.Address': z.string().optional(),
  'MessagingBinding.ProxyAddress': z.string().optional(),
});

/** What a routing callback, fresh or stored, asks for. */
export function readRoutingRequest(params: unknown): RoutingRequest {
  const request = readParams(requestSchema, params);
  const { 'MessagingBinding.Address': customerAddress, 'MessagingBinding.ProxyAddress': businessAddress } = request;
  return {
    conversationSid: request.ConversationSid,
    ...(customerAddress && { customerAddress }),
    ...(businessAddress && { businessAddress }),
  };
}

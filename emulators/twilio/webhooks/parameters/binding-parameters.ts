import type { Binding } from '../../conversations/participant.ts';

/** The customer's address and ours; nothing for a chat user. */
export const bindingParameters = (binding: Binding | null | undefined): Record<string, string | undefined> => ({
  'MessagingBinding.Address': binding?.address,
  'MessagingBinding.ProxyAddress': binding?.proxyAddress,
});

import type { Clock } from '../clock.ts';
import { parseAddress } from '../directory/address.ts';
import type { Directory } from '../directory/directory.ts';
import type { Situation } from './routing-facts.ts';

export interface SituationRequest {
  /** As Twilio writes it. */
  readonly customerAddress?: string;
  readonly businessAddress?: string;
}

/** What is known of a conversation before any rule is asked: read live, because ownership is. Rejects as the directory does. */
export function situationOf({ directory, clock }: { readonly directory: Directory; readonly clock: Clock }) {
  return async ({ customerAddress, businessAddress }: SituationRequest, at: Date = clock.now()): Promise<Situation> => {
    const address = customerAddress === undefined ? undefined : parseAddress(customerAddress);
    const businessNumber = businessAddress === undefined ? undefined : parseAddress(businessAddress)?.number;
    const match = address && (await directory.findByAddress(address, { fresh: true }));
    const whyNobody = address && !match ? await directory.whyNobody(address) : undefined;
    return {
      at,
      ...(address && { address }),
      ...(businessNumber !== undefined && { businessNumber }),
      ...(match && { match }),
      ...(whyNobody !== undefined && { whyNobody }),
    };
  };
}

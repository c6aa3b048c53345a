import type { Refusal } from './send-contract.ts';

/** Why a message is not sent; the message is for whoever wanted to send it. */
export interface SendRefusal {
  readonly code: Refusal;
  readonly message: string;
}

/** Tells a refusal from what was asked for. */
export const isRefusal = (outcome: object): outcome is SendRefusal => 'code' in outcome && 'message' in outcome;

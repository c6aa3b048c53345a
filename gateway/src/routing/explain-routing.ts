import type { Clock } from '../clock.ts';
import { parseAddress } from '../directory/address.ts';
import type { Directory } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import { decideRoute } from './decide-route.ts';
import type { RoutingDecisions } from './decision.ts';
import { dueReply } from './due-reply.ts';
import type { RouteSources } from './route.ts';
import { situationOf } from './situation-of.ts';

export interface ExplainRoutingDeps extends RouteSources {
  readonly directory: Directory;
  readonly decisions: Pick<RoutingDecisions, 'nextOf'>;
  readonly clock: Clock;
}

export interface ExplainRequest {
  /** As Twilio writes it: `+E.164`, or `whatsapp:+E.164`. */
  readonly address: string;
  readonly businessAddress?: string | undefined;
  readonly at?: Date | undefined;
}

/** Who would get a conversation that began now, and why. */
export interface RoutingExplanation {
  readonly worker?: string;
  /** Developer name of the rule; absent for the default worker. */
  readonly rule?: string;
  readonly explanation: string;
  /** What the customer would be answered by itself. */
  readonly reply?: string;
}

/**
 * Says who would get a conversation with a number, and why. It takes no turn, keeps no decision and adds nobody.
 * @throws GatewayError `bad_request` for an address that is none; transient when a fact cannot be had
 */
export function explainRouting(deps: ExplainRoutingDeps) {
  const decide = decideRoute(deps);
  const replyFor = dueReply(deps);
  const situation = situationOf(deps);
  return async ({ address, businessAddress, at = deps.clock.now() }: ExplainRequest): Promise<RoutingExplanation> => {
    if (!parseAddress(address)) throw new GatewayError('bad_request', 'address: +E.164, or whatsapp:+E.164 for WhatsApp.');
    if (businessAddress !== undefined && !parseAddress(businessAddress))
      throw new GatewayError('bad_request', 'businessAddress: +E.164, or whatsapp:+E.164 for WhatsApp.');
    const now = await situation({ customerAddress: address, ...(businessAddress !== undefined && { businessAddress }) }, at);
    const { who, rule, explain } = await decide(now);
    const worker = who && ('worker' in who ? who.worker : await deps.decisions.nextOf(who.turn));
    const reply = await replyFor(now);
    return {
      ...(worker !== undefined && { worker }),
      ...(rule !== undefined && { rule }),
      explanation: explain(worker),
      ...(reply && { reply: reply.text }),
    };
  };
}

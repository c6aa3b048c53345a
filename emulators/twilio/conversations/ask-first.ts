import { TwilioError } from '../account/twilio-error.ts';
import type { World } from '../world.ts';
import type { PreEventType } from '../webhooks/event-type.ts';
import type { HookEvent } from '../webhooks/hooks.ts';
import type { PreChanges } from '../webhooks/pre-answer.ts';

/** Asks the pre hook; returns what it wants changed, throws (50107) when it refuses. */
export const askFirst =
  ({ hooks }: Pick<World, 'hooks'>) =>
  async (event: HookEvent<PreEventType>): Promise<PreChanges> => {
    const answer = await hooks.pre(event);
    if (!answer.allowed) throw new TwilioError(50107, `Webhook cancelled processing of command: ${event.type} ${answer.reason}`);
    return answer.changes;
  };

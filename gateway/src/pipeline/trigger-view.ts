import { GatewayError } from '../errors.ts';
import { isListening, type ActivityTrigger, type ActivityTriggers, type Passed } from './activity-trigger.ts';

/**
 * What is known of the package's trigger. `unseen`: the integration user may not know, or the trigger is not there, which looks the same.
 * `stopped`: it takes no events; those published wait in the event bus for 72 hours, or are skipped when it starts anew.
 */
export type TriggerView =
  | { readonly state: 'listening'; readonly hasPassed: (replayId: string) => Passed }
  | { readonly state: 'stopped'; readonly name: string; readonly status: string }
  | { readonly state: 'unseen' };

/** The package's (force-app/main/activity/triggers); an admin's own triggers on the event are no business of the record. */
const PACKAGE_TRIGGER = 'FrontlineActivityTrigger';

/** Looks at the trigger. Rejects with a GatewayError when Salesforce cannot be asked just now. */
export async function viewTrigger(triggers: ActivityTriggers): Promise<TriggerView> {
  const trigger = (await seen(triggers)).find(({ name }) => name === PACKAGE_TRIGGER);
  if (trigger === undefined) return { state: 'unseen' };
  const { name, status, hasPassed } = trigger;
  return isListening(trigger) ? { state: 'listening', hasPassed } : { state: 'stopped', name, status };
}

async function seen(triggers: ActivityTriggers): Promise<readonly ActivityTrigger[]> {
  try {
    return await triggers.all();
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'upstream_refused') return [];
    throw error;
  }
}

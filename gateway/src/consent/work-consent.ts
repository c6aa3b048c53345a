import type { Clock } from '../clock.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { ConsentNews } from './consent-entry.ts';
import { hearConsent, type HearConsentDeps } from './hear-consent.ts';
import { recordConsent, type RecordConsentDeps } from './record-consent.ts';

export interface WorkConsentDeps extends HearConsentDeps, RecordConsentDeps {
  readonly words: RecordConsentDeps['words'];
  readonly clock: Clock;
}

/**
 * Works what a customer said about messages, or what a refusal by Twilio tells of it: first it is heard, then, in a lane of its own, written to the
 * org and told on the record. Doing either twice does no harm.
 * @throws GatewayError transient when Twilio, the org or the store fails
 */
export function workConsent(deps: WorkConsentDeps) {
  const { clock } = deps;
  const hear = hearConsent(deps);
  const record = recordConsent(deps);
  return async (told: ConsentNews): Promise<readonly Activity[]> => {
    // Entries of an older version may have no moment: from hearing on they do.
    const news = { ...told, saidAt: told.saidAt ?? clock.now().toISOString() };
    if (news.isHeard) return record(news);
    await hear(news);
    return [];
  };
}

import type { Database } from '../database/database.ts';

export type ActivitySettings = {
  /** Off: events are passed over. */
  readonly recordingActive: boolean;
  readonly storesMessageBodies: boolean;
  /** A Username or FederationIdentifier. */
  readonly fallbackOwner: string | null;
};

/** The record `Default` of Frontline_Setting__mdt as it is now; safe defaults where an admin deleted it. */
export const activitySettings = (database: Database): ActivitySettings => {
  const row = database.rows('Frontline_Setting__mdt').find((each) => each['DeveloperName'] === 'Default');
  const fallback = row?.['Fallback_Owner__c'];
  return {
    recordingActive: row?.['Recording_Active__c'] !== false,
    storesMessageBodies: row?.['Store_Message_Bodies__c'] !== false,
    fallbackOwner: typeof fallback === 'string' && fallback.trim() !== '' ? fallback : null,
  };
};

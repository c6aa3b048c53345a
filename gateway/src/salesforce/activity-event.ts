import type { Activity } from '../pipeline/activity.ts';
import type { EventFields } from './avro-codec.ts';
import { cutText } from './cut-text.ts';

export const ACTIVITY_TOPIC = '/event/Frontline_Activity__e';

const SCHEMA_VERSION = 1;

/** Longest text of each field, as the package defines it (objects/Frontline_Activity__e). A longer one would refuse the whole event. */
const LENGTHS = {
  Key__c: 100,
  Kind__c: 20,
  Conversation_Sid__c: 34,
  Direction__c: 10,
  Channel__c: 20,
  Customer_Address__c: 80,
  Business_Address__c: 80,
  Author__c: 255,
  Who_Id__c: 18,
  What_Id__c: 18,
  Owner_Id__c: 18,
  Subject__c: 255,
  Body__c: 32_000,
  Delivery_Status__c: 20,
  Delivery_Error__c: 255,
  Other_Matches__c: 4_000,
  Routing_Reason__c: 4_000,
} as const;

/**
 * An activity as the platform event `Frontline_Activity__e`. Texts are cut to their fields. `now` stands for the two system fields, which the
 * schema requires and the platform overwrites.
 */
export function activityEvent(activity: Activity, { now, userId }: { readonly now: Date; readonly userId: string }): EventFields {
  return {
    ...cut(texts(activity)),
    CreatedDate: now.getTime(),
    CreatedById: userId,
    Index__c: activity.index,
    Occurred_At__c: wholeSeconds(activity.occurredAt),
    Media_Count__c: activity.mediaCount,
    Schema_Version__c: SCHEMA_VERSION,
  };
}

const texts = (activity: Activity): Readonly<Record<keyof typeof LENGTHS, string | undefined>> => ({
  Key__c: activity.key,
  Kind__c: activity.kind,
  Conversation_Sid__c: activity.conversationSid,
  Direction__c: activity.direction,
  Channel__c: activity.channel,
  Customer_Address__c: activity.customerAddress,
  Business_Address__c: activity.businessAddress,
  Author__c: activity.author,
  Who_Id__c: activity.whoId,
  What_Id__c: activity.whatId,
  Owner_Id__c: activity.ownerId,
  Subject__c: activity.subject,
  Body__c: activity.body,
  Delivery_Status__c: activity.deliveryStatus,
  Delivery_Error__c: activity.deliveryError,
  Other_Matches__c: activity.otherMatches,
  Routing_Reason__c: activity.routingReason,
});

const cut = (fields: ReturnType<typeof texts>): EventFields =>
  Object.fromEntries(
    Object.entries(LENGTHS).map(([name, length]) => {
      const text = fields[name as keyof typeof LENGTHS];
      return [name, text === undefined ? undefined : cutText(text, length)];
    }),
  );

// A custom date-time keeps whole seconds; on the wire it is a number of milliseconds.
const wholeSeconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000) * 1000;

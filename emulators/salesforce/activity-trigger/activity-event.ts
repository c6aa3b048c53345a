import { z } from 'zod';

const text = z.string().nullable().default(null);
const number = z.number().nullable().default(null);

/** Frontline_Activity__e as the trigger receives it. Every field may be null, those that the package calls required included. */
export const activityEvent = z.object({
  ReplayId: z.string(),
  CreatedDate: z.string(),
  Key__c: text,
  Kind__c: text,
  Conversation_Sid__c: text,
  Index__c: number,
  Occurred_At__c: text,
  Direction__c: text,
  Channel__c: text,
  Customer_Address__c: text,
  Business_Address__c: text,
  Author__c: text,
  Who_Id__c: text,
  What_Id__c: text,
  Owner_Id__c: text,
  Subject__c: text,
  Body__c: text,
  Delivery_Status__c: text,
  Delivery_Error__c: text,
  Other_Matches__c: text,
  Routing_Reason__c: text,
  Media_Count__c: number,
  Schema_Version__c: number,
});

export type ActivityEvent = z.infer<typeof activityEvent>;

/**
 * A row of EventBusSubscriber (Object Reference, "EventBusSubscriber"). LastProcessed and LastPublished replace Position and Tip in
 * API version 66.0; both pairs are filled here.
 */
export type SubscriberRow = {
  readonly ExternalId: string;
  readonly Name: string;
  readonly Topic: string;
  readonly Type: 'ApexTrigger';
  readonly Status: 'Running' | 'Error' | 'Suspended';
  readonly Retries: number;
  readonly LastError: string | null;
  readonly Position: number;
  readonly Tip: number;
  readonly LastProcessed: string;
  readonly LastPublished: string;
  /** Whether the trigger works in parallel subscriptions; none does here. */
  readonly IsPartitioned: boolean;
};

/** A trigger in Salesforce that records what the gateway publishes, as the platform describes it. */
export interface Subscriber {
  readonly name: string;
  /** `Running`, `Idle`, `Error`, `Suspended`, `Expired`: Object Reference, "EventBusSubscriber". */
  readonly status: string;
  /** How often it asked for its last batch again. */
  readonly retries: number;
  /** What it said when it last asked for a batch again; may quote a record. */
  readonly lastError?: string;
}

/** Asks Salesforce who records the gateway's events. */
export interface Subscribers {
  /** Empty when nobody does, or when the integration user may not know. Rejects with a GatewayError. */
  all(): Promise<readonly Subscriber[]>;
}

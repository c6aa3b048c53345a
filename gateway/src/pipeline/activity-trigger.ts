/** Whether a trigger has been past an event; `unknown` when the platform does not let that be told. */
export type Passed = 'yes' | 'no' | 'unknown';

/** The trigger in Salesforce that makes Tasks of what is published, as the platform describes its subscription. */
export interface ActivityTrigger {
  readonly name: string;
  /** `Running`, `Idle`, `Error`, `Suspended`, `Expired`. */
  readonly status: string;
  /** How often it asked for its present batch again. */
  readonly retries: number;
  /** What it said when it last asked for a batch again; may quote a record. */
  readonly lastError?: string;
  readonly hasPassed: (replayId: string) => Passed;
}

/** Asks Salesforce about the triggers of our event. */
export interface ActivityTriggers {
  /** Empty when there is none, or when the integration user may not know. Rejects with a GatewayError. */
  all(): Promise<readonly ActivityTrigger[]>;
}

const LISTENING: ReadonlySet<string> = new Set(['Running', 'Idle']);

/** Whether it takes events, now or as soon as there are some: `Idle` wakes by itself. */
export const isListening = ({ status }: Pick<ActivityTrigger, 'status'>): boolean => LISTENING.has(status);

/** What the admin decides about recording. */
export interface Settings {
  /** Whether the text of messages is written to Salesforce. */
  readonly storeMessageBodies: boolean;
}

/** Where the admin's settings are kept. Rejects with a GatewayError when they cannot be read. */
export interface SettingsSource {
  current(): Promise<Settings>;
}

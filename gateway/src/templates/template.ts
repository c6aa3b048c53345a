/** A text the admin offers to reps, with merge fields as `{{Contact.FirstName}}`. */
export interface Template {
  /** Its developer name, for logs. */
  readonly name: string;
  readonly category: string;
  readonly text: string;
  /** Twilio Content SID of the approved WhatsApp template; absent when it may only be sent inside the 24-hour window. */
  readonly contentSid?: string;
}

/** Where the admin's templates are kept, in the order to show them. Rejects with a GatewayError when they cannot be read. */
export interface TemplateSource {
  all(): Promise<readonly Template[]>;
}

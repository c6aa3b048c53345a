/** A text the admin offers to reps, with merge fields as `{{Contact.FirstName}}`. */
export interface Template {
  /** Its developer name, for logs and for who asks for it by name. */
  readonly name: string;
  readonly category: string;
  readonly text: string;
  /** As WhatsApp writes it: `en`, `pt_BR`. Absent: for every customer. */
  readonly language?: string;
  /** Twilio Content SID of the WhatsApp template; absent when it may only be sent inside the 24-hour window. */
  readonly contentSid?: string;
  /** Variables of the WhatsApp template, by name: texts with merge fields. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Where the admin's templates are kept, in the order to show them. Rejects with a GatewayError when they cannot be read. */
export interface TemplateSource {
  all(): Promise<readonly Template[]>;
}

/** A callout on its way out, as the host sends it. `endpoint` may begin with `callout:NamedCredential`. */
export type CalloutRequest = {
  readonly method: string;
  readonly endpoint: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  readonly timeoutMs: number;
  readonly userId: string;
};

/** What came back, or why nothing did, in the platform's words (`Read timed out`). */
export type CalloutAnswer =
  | { readonly status: number; readonly reason: string; readonly headers: readonly (readonly [string, string])[]; readonly body: Buffer }
  | { readonly failure: string };

/**
 * Ends a transaction at a callout whose answer is not known yet. Not for Apex to catch: the transaction has written nothing (the platform
 * forbids a callout with uncommitted work), so it is run again from its beginning once the answer is there (`README.md`, "Callouts").
 */
export class PendingCallout extends Error {
  override readonly name = 'PendingCallout';
  readonly request: CalloutRequest;

  constructor(request: CalloutRequest) {
    super(`${request.method} ${request.endpoint}`);
    this.request = request;
  }
}

/** Who we are in an org, for REST and gRPC alike. */
export interface Session {
  readonly accessToken: string;
  /** Where the org's API is, without a trailing slash. */
  readonly instanceUrl: string;
  /** 18 characters. */
  readonly organizationId: string;
  readonly userId: string;
}

/** Keeps the one session that every caller shares. Both methods reject with a GatewayError that tells an outage from a refusal. */
export interface SessionSource {
  current(): Promise<Session>;
  /** Another session than the one whose token Salesforce refused; the present one when someone renewed it meanwhile. */
  renew(refusedToken: string): Promise<Session>;
}

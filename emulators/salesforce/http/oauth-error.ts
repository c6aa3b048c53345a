/** The token endpoint's own form of error (Salesforce Help, "OAuth 2.0 JWT Bearer Flow"; RFC 6749, 5.2). */
export class OauthError extends Error {
  override readonly name = 'OauthError';
  readonly status: number;
  readonly error: string;

  constructor(error: string, description: string, status = 400) {
    super(description);
    this.error = error;
    this.status = status;
  }
}

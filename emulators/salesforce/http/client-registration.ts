/** An External Client App of the org: who may ask for tokens in its name, and the certificate that proves it. */
export type ClientRegistration = {
  readonly clientId: string;
  /** Public key or X.509 certificate. */
  readonly publicKeyPem: string;
  /** Users who are pre-authorized for the app. */
  readonly approvedUsernames: readonly string[];
};

import { generateKeyPairSync } from 'node:crypto';
import { monotonicMs, systemClock } from '../../clock.ts';
import { salesforceClient, type SalesforceClientOptions } from '../client.ts';
import { logIn } from '../log-in.ts';
import { sharedSession } from '../shared-session.ts';

export const INTEGRATION_USER = 'integration@northwind.example';

/** An External Client App that an org under test registers, and the way to log in with it. */
export function testApp() {
  const clientId = 'gateway';
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    registration: { clientId, publicKeyPem: publicKey, approvedUsernames: [INTEGRATION_USER] },
    connect: (loginUrl: string, options: SalesforceClientOptions = {}) => {
      const login = { loginUrl, clientId, username: INTEGRATION_USER, privateKeys: [privateKey] };
      const sessions = sharedSession({ monotonicMs, logIn: () => logIn({ clock: systemClock })(login) });
      return { sessions, client: salesforceClient(sessions, options) };
    },
  };
}

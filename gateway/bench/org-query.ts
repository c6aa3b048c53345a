import { jwtAssertion } from '../src/salesforce/jwt-assertion.ts';
import { ORG } from './customers.ts';

/** Asks the org for a page of a rep's customers, as the gateway does, without the gateway: what of a cold answer is not ours. */
export async function orgQuery(orgUrl: string, privateKey: string): Promise<(worker: string) => Promise<void>> {
  const { clientId, integrationUser: username } = ORG;
  const assertion = jwtAssertion({ clientId, username, audience: orgUrl, privateKey, now: new Date() });
  const grant = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  const loggedIn = await fetch(`${orgUrl}/services/oauth2/token`, { method: 'POST', body: grant });
  const { access_token: token } = (await loggedIn.json()) as { readonly access_token: string };
  return async (worker) => {
    const query = `SELECT Id, Name FROM Contact WHERE Owner.Username = '${worker}' ORDER BY Name, Id LIMIT 31`;
    const url = `${orgUrl}/services/data/v65.0/query?q=${encodeURIComponent(query)}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`the org answered ${answer.status}`);
    await answer.text();
  };
}

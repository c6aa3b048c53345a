interface Advice {
  readonly problem: string;
  readonly advice: string;
}

const NAMES: Readonly<Record<string, string>> = {
  salesforce: 'Salesforce',
  pubsub: "Salesforce's Pub/Sub API",
  receipts: "The package's receipts in Salesforce",
  twilio: 'Twilio',
};

const REFUSED: Readonly<Record<string, string>> = {
  salesforce:
    'Check the certificate of the External Client App, SALESFORCE_USERNAME and the permission set Frontline Integration. Then restart.',
  pubsub: 'Is the package installed, and has the integration user the permission set Frontline Integration?',
  receipts: 'Is the package installed, and has the integration user the permission set Frontline Integration?',
  twilio: 'Check TWILIO_AUTH_TOKEN, or the API key, in the Twilio Console. Then restart.',
};

/** What a dependency that is down means and asks for. `detail` is health's: an error code, with the other side's own. */
export function dependencyAdvice(name: string, detail = 'unknown'): Advice {
  const who = NAMES[name] ?? name;
  if (detail.startsWith('upstream_refused')) {
    return { problem: `${who} does not let the gateway in (${detail}).`, advice: REFUSED[name] ?? 'Check the credentials.' };
  }
  if (detail.startsWith('upstream_busy')) {
    return {
      problem: `${who} limits the gateway (${detail}).`,
      advice: 'Nothing to do: work waits and goes on by itself. If it lasts, look at the allowance.',
    };
  }
  return {
    problem: `${who} does not answer (${detail}).`,
    advice: 'Nothing to do while it is their outage: webhooks are kept and worked afterwards. Else check the network and status pages.',
  };
}

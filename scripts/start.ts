// npm start: a Salesforce org, a Twilio account and the gateway on this machine, until Ctrl-C.
import { DEMO_ACCOUNT, DEMO_CUSTOMERS, DEMO_GATEWAY_TOKEN, DEMO_WORKERS } from '../e2e/stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../e2e/stack/local-stack.ts';
import type { LogLine } from '../e2e/stack/gateway-process.ts';
import { withPhoneKeys } from '../e2e/stack/with-phone-keys.ts';
import { tellTasks } from './tell-tasks.ts';

const PORTS = { gateway: 8080, salesforce: 8081, pubsub: 8082, twilio: 8083 };

/** The gateway's own log stays out of the way until something is wrong. */
function tellTrouble({ level, msg, err, code, reason }: LogLine): void {
  if (level !== 'warn' && level !== 'error' && level !== 'fatal') return;
  const detail =
    typeof err === 'object' && err !== null && 'message' in err
      ? `: ${String(err.message)}`
      : [code, reason].flatMap((word) => (typeof word === 'string' ? `: ${word}` : [])).join('');
  console.log(`gateway ${level}: ${msg ?? ''}${detail}`);
}

function welcome({ gatewayUrl, salesforce, twilio }: LocalStack): string {
  const { mara, nils } = DEMO_CUSTOMERS;
  // The command looks at 8080 by itself.
  const url = gatewayUrl.endsWith(`:${PORTS.gateway}`) ? '' : ` --url ${gatewayUrl}`;
  const text = (number: string, rest: string) => `curl -X POST ${twilio.url}/__emulator/phones/${number}/messages ${rest}`;
  return `
Frontline for Salesforce is running on this machine.

  gateway      ${gatewayUrl}     health ${gatewayUrl}/statusz, metrics ${gatewayUrl}/metrics
  Salesforce   ${salesforce.url}     Tasks ${salesforce.url}/__emulator/tasks
  Pub/Sub API  ${salesforce.pubsubEndpoint} (TLS)
  Twilio       ${twilio.url}     conversations ${twilio.url}/__emulator/conversations

  reps         ${Object.values(DEMO_WORKERS).join('  ')}
  customers    ${mara.name} ${mara.number} (${mara.owner})  ${nils.name} ${nils.number} (${nils.owner})
  our numbers  ${DEMO_ACCOUNT.smsNumber} (SMS, WhatsApp)  ${DEMO_ACCOUNT.otherNumbers.join('  ')} (SMS, of reps of their own)

Text in as ${mara.name}, then watch her Task appear below:

  ${text(mara.number, "-d 'Body=Hello, are my papers ready?'")}

Or by WhatsApp, or from a number that nobody knows:

  ${text(nils.number, "-d channel=whatsapp -d 'Body=Hi'")}
  ${text('+14155550199', "-d 'Body=Who is this?'")}

See, as its operator does, how it is and what it needs (or --help for the rest):

  GATEWAY_TOKEN=${DEMO_GATEWAY_TOKEN} npm run frontline -- status${url}

Ctrl-C stops everything.
`;
}

const state = { stopping: false };
const stack = await startLocalStack({ ports: PORTS, onLine: tellTrouble });
withPhoneKeys(stack.salesforce);
const gateway = stack.startGateway();

async function stop(exitCode: number): Promise<void> {
  if (state.stopping) return;
  state.stopping = true;
  await stack.close();
  process.exit(exitCode);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

try {
  await gateway.listening();
} catch (error) {
  if (!state.stopping) console.error(error instanceof Error ? error.message : error);
  await stop(1);
}
if (!state.stopping) console.log(welcome(stack));
tellTasks(stack.salesforce.org, console.log);
const { code } = await gateway.exit;
if (!state.stopping) {
  console.error(`The gateway has ended with ${String(code)}. ${gateway.errors()}`);
  await stop(1);
}

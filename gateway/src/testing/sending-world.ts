import { startTwilio, type Twilio } from '@frontline/emulators/twilio';
import type { Customer } from '../directory/directory.ts';
import { createLog } from '../log.ts';
import type { SendRequest } from '../sending/send-contract.ts';
import type { SendTask } from '../sending/send-entry.ts';
import { sendWaiters } from '../sending/send-waiters.ts';
import { workSend, type WorkSendDeps } from '../sending/work-send.ts';
import { IN_PROCESS, type TestStore } from '../store/testing/engines.ts';
import { businessMessages } from '../twilio/business-messages.ts';
import { twilioConversations } from '../twilio/conversations.ts';
import { outgoingConversations } from '../twilio/outgoing-conversations.ts';
import { twilioClient } from '../twilio/twilio-client.ts';
import { memoryDirectory } from './memory-directory.ts';

const ANA = 'ana@northwind.example';
const MARA: Customer = {
  id: '003000000000001AAA',
  displayName: 'Mara Quist',
  phones: ['+14155550132'],
  recordUrl: 'https://northwind.example/003',
  mergeFields: new Map([['Contact.FirstName', 'Mara']]),
};
const TASK = { userId: '005000000000001AAA', by: 'person' } as const;

/** Sending over the emulated Twilio and a store on disk; what Salesforce says is fixed. */
export interface SendingWorld extends TestStore {
  readonly twilio: Twilio;
  /** What the worker works with; a test replaces parts of it. */
  readonly deps: WorkSendDeps;
  readonly work: (task: SendTask, change?: Partial<WorkSendDeps>) => ReturnType<ReturnType<typeof workSend>>;
  readonly taskOf: (request: Partial<SendRequest> & Pick<SendRequest, 'clientKey'>) => SendTask;
  /** Texts in Mara's conversation with us, or none when there is no such conversation. */
  readonly texts: () => Promise<readonly string[]>;
}

export async function sendingWorld(): Promise<SendingWorld> {
  const [sqlite] = IN_PROCESS;
  if (!sqlite) throw new Error('there is always SQLite');
  const kept = await sqlite.open();
  const twilio = await startTwilio({ workers: [ANA] });
  const { accountSid, authToken, smsNumber } = twilio.account;
  const client = twilioClient({ accountSid, authToken, apiUrl: twilio.url });
  const { store, time } = kept;
  const deps: WorkSendDeps = {
    ...store,
    results: store.sendResults,
    waiters: sendWaiters(),
    clock: time.clock,
    messages: businessMessages(client),
    conversations: twilioConversations(client),
    outgoing: outgoingConversations(client),
    registry: { exists: (worker) => Promise.resolve(worker === ANA) },
    words: { lastHeard: () => Promise.resolve({ isComplete: true }) },
    owners: { of: () => Promise.resolve(new Map()) },
    directory: memoryDirectory([]),
    numbers: { all: () => Promise.resolve([]) },
    fallback: { sms: smsNumber, whatsapp: undefined },
    users: { userWithId: (id) => Promise.resolve({ id, worker: ANA, isActive: true }) },
    recipients: { read: (id) => Promise.resolve(id === MARA.id ? MARA : undefined) },
    templates: { all: () => Promise.resolve([{ name: 'Hello', category: 'All', text: 'Hello {{Contact.FirstName}}' }]) },
    extraFields: { of: () => Promise.resolve({ values: new Map() }) },
    approvals: { stateOf: () => Promise.resolve('unknown') },
    settings: { current: () => Promise.resolve({ storeMessageBodies: true }) },
    guards: { all: () => Promise.resolve(undefined), initiative: () => Promise.resolve(undefined) },
    defaultWorker: undefined,
    onOutcome: () => undefined,
    log: createLog({ level: 'silent' }),
  };
  return {
    ...kept,
    twilio,
    deps,
    work: (task, change = {}) => workSend({ ...deps, ...change })(task),
    taskOf: (request) => ({
      ...TASK,
      askedAt: time.clock.now().toISOString(),
      request: { recordId: MARA.id, channel: 'sms', ...(request.template === undefined && { text: 'Hello' }), ...request },
    }),
    texts: async () => {
      const pair = { customer: { channel: 'sms', number: MARA.phones[0] ?? '' }, business: { channel: 'sms', number: smsNumber } } as const;
      const sid = await deps.outgoing.find(pair);
      if (sid === undefined) return [];
      return (await (await client()).conversations.v1.conversations(sid).messages.list()).map(({ body }) => body);
    },
    destroy: async () => {
      await twilio.close();
      await kept.destroy();
    },
  };
}

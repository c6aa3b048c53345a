import type { LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';
import { expectFields, expectTrue } from './expect.ts';
import type { Look } from './look.ts';
import type { Step } from './step.ts';

export interface Inbound {
  readonly channel: 'sms' | 'whatsapp';
  readonly number: string;
  /** Absent for a customer whom the org does not know. */
  readonly contact?: string;
  /** How the conversation must be called. */
  readonly called: string;
  readonly worker: string;
}

const CHANNEL_NAMES = { sms: 'SMS', whatsapp: 'WhatsApp' };

/** A first text: the right rep is in the conversation, it has its name, and the message is a Task. */
export function inboundStep({ stack, seen }: { stack: LocalStack; seen: Look }, inbound: Inbound): Step {
  const { channel, number, contact, called, worker } = inbound;
  const name = `${contact ?? 'an unknown number'} texts by ${CHANNEL_NAMES[channel]}: ${worker} gets it, a Task records it`;
  const run = async () => {
    const taken = await stack.twilio.phones.text({ from: number, channel, body: `Hello by ${channel}` });
    expectTrue('Twilio took the text', taken.taken);
    const conversation = await seen.joined(worker, taken.conversationSid);
    await waitUntil(`the conversation to be called ${called}`, () => (conversation.friendlyName === called ? true : undefined));
    const task = await seen.task(taken.messageSid);
    expectFields('the Task', task, {
      Description: `Hello by ${channel}`,
      WhoId: contact === undefined ? null : seen.contact(contact).Id,
      OwnerId: seen.user(worker).Id,
      Frontline_Direction__c: 'inbound',
      Frontline_Channel__c: channel,
      TaskSubtype: 'Task',
      IsClosed: true,
    });
    expectTrue('the Task has a closed status', seen.closedStatuses().includes(String(task.Status)));
    if (contact !== undefined) await customerNamed(conversation, String(seen.contact(contact).Id));
    return `"${String(task.Subject)}" on ${contact ?? 'no record'}, ${String(task.Status)}, owner ${worker}`;
  };
  return { name, run };
}

interface Named {
  readonly participants: readonly { readonly identity: string | null; readonly attributes: string }[];
}

/** The app links a conversation to the customer's card by the customer participant's attributes. */
async function customerNamed(conversation: Named, contactId: string): Promise<void> {
  await waitUntil('the customer participant to name its Contact', () => {
    const customer = conversation.participants.find(({ identity }) => identity === null);
    const attributes = JSON.parse(customer?.attributes ?? '{}') as { customer_id?: string };
    return attributes.customer_id === contactId ? true : undefined;
  });
}

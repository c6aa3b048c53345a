import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { expectFields, expectTrue } from './expect.ts';
import type { Look } from './look.ts';
import type { Step } from './step.ts';

/** The rep answers; what becomes of the answer reaches the Task: delivery, an edit, a removal. */
export function replySteps({ stack, seen }: { stack: LocalStack; seen: Look }): readonly Step[] {
  const app = stack.twilio.app(DEMO_WORKERS.ana);
  const sent = { conversationSid: '', messageSid: '' };
  const answer = async () => {
    const conversation = app.conversations().at(-1);
    expectTrue('the rep has a conversation', conversation !== undefined);
    const message = await app.send({ conversationSid: conversation.sid, body: 'On my way' });
    Object.assign(sent, { conversationSid: conversation.sid, messageSid: message.sid });
    const received = await stack.twilio.phones.waitFor(DEMO_CUSTOMERS.mara.number, { matches: ({ body }) => body === 'On my way' });
    const task = await seen.task(message.sid);
    expectFields('the second Task', task, {
      Description: 'On my way',
      WhoId: seen.contact(DEMO_CUSTOMERS.mara.name).Id,
      OwnerId: seen.user(DEMO_WORKERS.ana).Id,
      Frontline_Direction__c: 'outbound',
    });
    return `"${String(task.Subject)}", on the phone from ${received.from}`;
  };
  const delivered = async () => {
    const isDone = (task: Readonly<Record<string, unknown>>) => ['delivered', 'read'].includes(String(task.Frontline_Delivery_Status__c));
    const task = await seen.task(sent.messageSid, isDone);
    return `delivery status ${String(task.Frontline_Delivery_Status__c)}`;
  };
  const edited = async () => {
    await app.edit({ ...sent, body: 'On my way, ten minutes' });
    await seen.task(sent.messageSid, (task) => task.Description === 'On my way, ten minutes');
    await app.remove(sent);
    const task = await seen.task(sent.messageSid, (row) => !String(row.Description).includes('On my way'));
    return `after the removal the Task says "${String(task.Description)}"`;
  };
  return [
    { name: 'the rep answers: it reaches the phone, a second Task records it', run: answer },
    { name: 'the delivery status reaches the Task', run: delivered },
    { name: 'the rep edits the answer, then removes it: the Task follows', run: edited },
  ];
}

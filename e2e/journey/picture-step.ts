import { createHash } from 'node:crypto';
import { DEMO_CUSTOMERS } from '../stack/demo-account.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';
import { expectFields, expectTrue } from './expect.ts';
import type { Look } from './look.ts';
import type { Step } from './step.ts';

const { mara } = DEMO_CUSTOMERS;
/** The smallest picture there is: one transparent dot. */
const PICTURE = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');
// The Task's receipt is asked for a moment after its event was published; the link follows it.
const LINK_LIMIT_MS = 120_000;

/** A customer sends a picture: it is a File of the Contact, byte by byte, and then of the message's Task. */
export function pictureStep({ stack, seen }: { readonly stack: LocalStack; readonly seen: Look }): Step {
  const { database } = stack.salesforce.org;
  const fileOn = (recordId: unknown) =>
    database.findBy('ContentDocumentLink', 'LinkedEntityId', [String(recordId)]).map(({ ContentDocumentId }) => ContentDocumentId)[0];
  const run = async () => {
    const media = [{ contentType: 'image/gif', filename: 'The garden.gif', bytes: PICTURE }];
    const taken = await stack.twilio.phones.text({ from: mara.number, body: 'Look', media });
    expectTrue('Twilio took the picture', taken.taken);
    const contact = seen.contact(mara.name).Id;
    const documentId = await waitUntil('the File on the Contact', () => fileOn(contact));
    const [version] = database.findBy('ContentVersion', 'ContentDocumentId', [documentId ?? null]);
    const checksum = createHash('md5').update(PICTURE).digest('hex');
    expectFields('the File', version ?? {}, { PathOnClient: 'The garden.gif', ContentSize: PICTURE.length, Checksum: checksum });
    const task = await seen.task(taken.messageSid);
    await waitUntil('the File on the Task', () => (fileOn(task.Id) === documentId ? true : undefined), LINK_LIMIT_MS);
    expectTrue('one File', database.rows('ContentVersion').length === 1);
    return `"The garden.gif", ${PICTURE.length} bytes, on ${mara.name} and on "${String(task.Subject)}"`;
  };
  return { name: 'a customer sends a picture: a File on the Contact, and on the Task', run };
}

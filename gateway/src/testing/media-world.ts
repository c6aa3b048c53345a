import { startSalesforce } from '@frontline/emulators/salesforce';
import { startTwilio } from '@frontline/emulators/twilio';
import { z } from 'zod';
import { fileUpload } from '../salesforce/file-upload.ts';
import { recordFiles } from '../salesforce/record-files.ts';
import { INTEGRATION_USER, testApp } from '../salesforce/testing/test-app.ts';
import { twilioClient } from '../twilio/twilio-client.ts';
import { twilioMedia, type TwilioMediaOptions } from '../twilio/twilio-media.ts';
import type { KeepFileDeps } from '../media/keep-file.ts';
import type { MediaJob } from '../media/media-entry.ts';
import { MEDIA_TYPES } from '../media/media-types.ts';

const MARA = '+14155550132';
const app = testApp();

const linkSchema = z.object({ links: z.object({ content_direct_temporary: z.string() }) });

const afterReal = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** An account whose phones send files, an org that keeps them, and what is between them. */
export async function startMediaWorld() {
  const moment = { offsetMs: 0 };
  const clock = { now: () => Date.now() + moment.offsetMs, after: afterReal };
  const twilio = await startTwilio({ clock, settings: { initializingMs: 0 } });
  const salesforce = await startSalesforce({ clients: [app.registration] });
  const { database } = salesforce.org;
  const locale = { LocaleSidKey: 'en_US', UserType: 'Standard', IsActive: true };
  database.store('User', { Username: INTEGRATION_USER, LastName: 'Gateway', Email: INTEGRATION_USER, ...locale });
  const contact = database.insert('Contact', { LastName: 'Quist' }).id ?? '';
  const { client, sessions } = app.connect(salesforce.url);
  const files = recordFiles({ client, upload: fileUpload(sessions) });
  const source = (more: Partial<TwilioMediaOptions> = {}) => {
    const options = { ...twilio.account, apiUrl: twilio.url, ...more };
    return twilioMedia(twilioClient(options), options);
  };
  const deps = (more: Partial<KeepFileDeps> = {}): KeepFileDeps => ({
    source: source(),
    files,
    limits: { maxBytes: 100_000_000, types: Object.keys(MEDIA_TYPES) },
    ...more,
  });
  return {
    /** Moves the account's time on; nothing that waits in it falls due by that. */
    advance: (ms: number) => void (moment.offsetMs += ms),
    twilio,
    salesforce,
    contact,
    files,
    source,
    deps,
    /** A customer's message with one file, as the gateway has heard of it. */
    send: async (bytes: Buffer, { contentType = 'image/png', filename = 'a cat.png' } = {}): Promise<MediaJob> => {
      const taken = await twilio.phones.text({ from: MARA, channel: 'whatsapp', media: [{ contentType, filename, bytes }] });
      const media = [...twilio.media.values()].at(-1);
      if (!taken.taken || !media) throw new Error('the message was not taken');
      const { conversationSid, messageSid } = taken;
      return {
        messageSid,
        conversationSid,
        media: { sid: media.sid, contentType, filename },
        whoId: contact,
        occurredAt: new Date(clock.now()).toISOString(),
        serviceSid: undefined,
        whatId: undefined,
        ownerId: undefined,
      };
    },
    /** The signed link to a file, as Twilio gives it now. */
    link: async (sid: string) => {
      const { accountSid, authToken, serviceSid } = twilio.account;
      const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
      const answer = await fetch(`${twilio.url}/mcs/v1/Services/${serviceSid}/Media/${sid}`, { headers: { authorization } });
      return linkSchema.parse(await answer.json()).links.content_direct_temporary;
    },
    /** Every file of the org: its name, its bytes as text, and the kinds of records that show it. */
    kept: () =>
      database.rows('ContentVersion').map((version) => ({
        path: version.PathOnClient,
        size: version.ContentSize,
        checksum: version.Checksum,
        on: database
          .findBy('ContentDocumentLink', 'ContentDocumentId', [version.ContentDocumentId ?? null])
          .map(({ LinkedEntityId }) => String(LinkedEntityId).slice(0, 3)),
      })),
    close: () => Promise.all([twilio.close(), salesforce.close()]),
  };
}

export type MediaWorld = Awaited<ReturnType<typeof startMediaWorld>>;

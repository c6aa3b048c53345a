import { describe, expect, it } from '@jest/globals';
import type { ConversationWindow } from '../conversations/conversation-window.ts';
import { GatewayError } from '../errors.ts';
import { createLog } from '../log.ts';
import { memoryDirectory } from '../testing/memory-directory.ts';
import { offerTemplates } from '../templates/offer-templates.ts';
import { customerTemplates } from './customer-templates.ts';

const CH = `CH${'1'.repeat(32)}`;

const templatesOf = (texts: readonly string[], windowOf: ConversationWindow = () => Promise.resolve(undefined)) =>
  customerTemplates({
    offer: offerTemplates({
      directory: memoryDirectory([{ id: '003A', name: 'Mara Quist', worker: 'ana@x', mergeFields: { 'Contact.FirstName': 'Mara' } }]),
      templates: {
        all: () =>
          Promise.resolve(
            texts.map((text, number) => ({ name: `T${String(number)}`, category: `C${String(number % 3)}`, text, contentSid: 'HX1' })),
          ),
      },
      extraFields: { of: () => Promise.resolve({ values: new Map() }) },
      approvals: { stateOf: () => Promise.reject(new Error('the app has no use for approvals')) },
    }),
    windowOf,
    log: createLog({ level: 'silent' }),
  })({ Worker: 'ana@x', CustomerId: '003A', ConversationSid: CH });

describe('customerTemplates', () => {
  it('keeps the order of categories and templates, and leaves out what cannot be filled', async () => {
    expect(await templatesOf(['a {{Contact.FirstName}}', 'b', 'c {{Contact.Nothing}}', 'd'])).toEqual([
      { display_name: 'C0', templates: [{ content: 'a Mara' }, { content: 'd' }] },
      { display_name: 'C1', templates: [{ content: 'b' }] },
    ]);
  });

  it('marks nothing as approved for WhatsApp: the app could only send it as a text, which WhatsApp refuses', async () => {
    expect(JSON.stringify(await templatesOf(['a', 'b']))).not.toContain('whatsAppApproved');
  });

  it('offers nothing outside the WhatsApp window, and says why: the app would send it as a text', async () => {
    const answer = await templatesOf(['a'], () => Promise.resolve({ state: 'closed', since: new Date() }));
    expect(answer).toMatchObject([{ display_name: expect.stringContaining('send a template from Salesforce'), templates: [] }]);
  });

  it.each<[string, ConversationWindow]>([
    ['open', () => Promise.resolve({ state: 'open', closesAt: new Date() })],
    ['unknown', () => Promise.resolve({ state: 'unknown' })],
    ['not to be had', () => Promise.reject(new GatewayError('upstream_timeout', 'late'))],
  ])('offers templates while the window is %s', async (_state, windowOf) => {
    expect(await templatesOf(['a'], windowOf)).toEqual([{ display_name: 'C0', templates: [{ content: 'a' }] }]);
  });

  it('never answers more than Frontline takes', async () => {
    const answer = JSON.stringify(await templatesOf(Array.from({ length: 100 }, () => 'ü'.repeat(2_000))));
    expect(Buffer.byteLength(answer)).toBeLessThan(64 * 1_024);
    expect(Buffer.byteLength(answer)).toBeGreaterThan(50_000);
  });
});

import { describe, expect, it } from '@jest/globals';
import { memoryDirectory } from '../testing/memory-directory.ts';
import type { ApprovalState } from './content-approvals.ts';
import { offerTemplates } from './offer-templates.ts';
import { previewTemplate } from './preview-template.ts';
import type { Template } from './template.ts';

const TEMPLATES: readonly Template[] = [
  { name: 'Plain', category: 'C', text: 'Hi {{contact.firstname | upper}}, {{Account.Name}} and {{Owner.Name}}' },
  {
    name: 'Approved',
    category: 'C',
    text: 'Hi {{Contact.FirstName}}',
    contentSid: 'HXapproved',
    variables: { 1: '{{Contact.FirstName}}', 2: '{{User.Name}}' },
  },
  { name: 'Paused', category: 'C', text: 'Hi', contentSid: 'HXpaused' },
  { name: 'Incomplete', category: 'C', text: 'Hi', contentSid: 'HXapproved', variables: { 1: '{{Contact.Title}}' } },
  {
    name: 'Defaulted',
    category: 'C',
    text: 'Dear {{Contact.Title | default: customer}}, until {{Contact.Until__c | date}}',
    language: 'pt_BR',
  },
];

function setUp({ language, templates = TEMPLATES }: { readonly language?: string; readonly templates?: readonly Template[] } = {}) {
  const asked: string[][] = [];
  const deps = {
    directory: memoryDirectory([
      {
        id: '003A',
        name: 'Mara',
        worker: 'ana@x',
        mergeFields: { 'Contact.FirstName': 'Mara', 'Contact.Account.Name': 'Quist', 'User.Name': 'Ana' },
      },
    ]),
    templates: { all: () => Promise.resolve(templates) },
    extraFields: {
      of: (_id: string, names: readonly string[]) => {
        asked.push([...names]);
        return Promise.resolve({ values: new Map([['Contact.Until__c', '2026-12-24']]), ...(language !== undefined && { language }) });
      },
    },
    approvals: { stateOf: (sid: string): Promise<ApprovalState> => Promise.resolve(sid === 'HXapproved' ? 'approved' : 'paused') },
    users: { userWithId: (id: string) => Promise.resolve(id === '005A' ? { id, worker: 'ana@x', isActive: true } : undefined) },
  };
  const offer = offerTemplates(deps);
  const names = async (change: { channel?: 'sms' | 'whatsapp'; isWindowOpen?: boolean } = {}) =>
    (await offer({ worker: 'ana@x', customerId: '003A', channel: 'sms', isWindowOpen: true, ...change }))?.offered.map(
      ({ template }) => template.name,
    );
  return { offer, names, preview: previewTemplate(deps), asked };
}

describe('offerTemplates', () => {
  it('fills in what it has, in every spelling, and asks only for what the card lacks', async () => {
    const { offer, asked } = setUp();
    const offered = await offer({ worker: 'ana@x', customerId: '003A', channel: 'sms', isWindowOpen: true });
    expect(offered?.offered.map(({ text }) => text)).toEqual([
      'Hi MARA, Quist and Ana',
      'Hi Mara',
      'Hi',
      'Hi',
      'Dear customer, until 24 de dezembro de 2026',
    ]);
    expect(asked).toEqual([['Contact.Title', 'Contact.Until__c']]);
    expect(await offer({ worker: 'ben@x', customerId: '003A', channel: 'sms', isWindowOpen: true })).toBeUndefined();
  });

  it('offers for WhatsApp outside the window only what WhatsApp approved', async () => {
    const { names, offer } = setUp();
    expect(await names({ channel: 'whatsapp', isWindowOpen: false })).toEqual(['Approved']);
    expect(await names({ channel: 'whatsapp' })).toEqual(['Plain', 'Approved', 'Paused', 'Defaulted']);
    const all = await offer({ worker: 'ana@x', customerId: '003A', channel: 'whatsapp', isWindowOpen: false });
    expect(all?.offered[0]?.content).toEqual({
      contentSid: 'HXapproved',
      contentVariables: '{"1":"Mara","2":"Ana"}',
      approval: 'approved',
    });
    expect(all?.incomplete.map(({ template, missing }) => [template.name, missing])).toEqual([['Incomplete', ['Contact.Title']]]);
  });

  it.each([
    ['pt_BR', ['A', 'B', 'D']],
    ['pt-br', ['A', 'B', 'D']],
    ['pt', ['A', 'B', 'D']],
    ['Portuguese', ['A', 'B', 'D']],
    ['en_GB', ['A', 'C', 'D']],
    ['English', ['A', 'C', 'D']],
    ['Klingon', ['A', 'B', 'C', 'D']],
    [undefined, ['A', 'B', 'C', 'D']],
  ])('speaks %s', async (language, expected) => {
    const one = { category: 'C', text: 'Hi' };
    const templates = [
      { ...one, name: 'A' },
      { ...one, name: 'B', language: 'pt_BR' },
      { ...one, name: 'C', language: 'en' },
      { ...one, name: 'D' },
    ];
    expect(await setUp({ templates, ...(language !== undefined && { language }) }).names()).toEqual(expected);
  });
});

describe('previewTemplate', () => {
  const request = { userId: '005A', customerId: '003A', templateName: 'Approved', channel: 'whatsapp' } as const;

  it('shows what would be sent, or what is missing', async () => {
    const { preview } = setUp();
    expect(await preview(request)).toMatchObject({ status: 'ready', text: 'Hi Mara', outsideWindow: true, approval: 'approved' });
    expect(await preview({ ...request, templateName: 'Paused' })).toMatchObject({
      status: 'ready',
      outsideWindow: false,
      approval: 'paused',
    });
    expect(await preview({ ...request, templateName: 'Incomplete' })).toEqual({ status: 'incomplete', missing: ['Contact.Title'] });
    expect(await preview({ ...request, templateName: 'Plain', channel: 'sms' })).toEqual({
      status: 'ready',
      text: 'Hi MARA, Quist and Ana',
      outsideWindow: true,
    });
  });

  it.each([
    ['a stranger', { userId: '005Z' }, 'forbidden'],
    ["another rep's customer", { customerId: '003B' }, 'not_found'],
    ['a template that is not there', { templateName: 'Gone' }, 'not_found'],
  ])('refuses %s', async (_who, change, code) => {
    await expect(setUp().preview({ ...request, ...change })).rejects.toMatchObject({ code });
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderTemplate } from './render-template.ts';

const fields = new Map([
  ['Contact.FirstName', 'Mara'],
  ['User.Name', 'Ana'],
  ['Contact.Title', '  '],
  ['Contact.Phone', '+14155550132'],
  ['Contact.Full', 'Mara Quist'],
  ['Contact.Since', '2026-12-24T09:00:00.000+0000'],
  ['Contact.Visits', '12345.5'],
]);

describe('renderTemplate', () => {
  it.each([
    ['Hi {{Contact.FirstName}}, this is {{ user.name }}.', { text: 'Hi Mara, this is Ana.' }],
    ['No fields.', { text: 'No fields.' }],
    ['Dear {{Contact.Title}} {{Contact.Salutation}},', { missing: ['Contact.Title', 'Contact.Salutation'] }],
    ['Hi {{}}', { missing: [''] }],
    ['Hi {{Contact.FirstName', { missing: ['{{ without }}'] }],
    ['Hi {{Contact.Title | default: there}}', { text: 'Hi there' }],
    ['Hi {{Contact.FirstName | default: there}}', { text: 'Hi Mara' }],
    ['Hi {{Contact.Title | default:}}', { missing: ['Contact.Title'] }],
    ['{{User.Name|lower}} {{ User.Name | upper }}', { text: 'ana ANA' }],
    ['{{User.Name | shout}}', { missing: ['User.Name | shout'] }],
    ['{{User.Name | constructor}}', { missing: ['User.Name | constructor'] }],
    ['{{Contact.Phone | phone}}', { text: '+1 415 555 0132' }],
    ['{{Contact.Full | first}}', { text: 'Mara' }],
    ['{{Contact.Since | date}} {{Contact.Visits | number}}', { text: 'December 24, 2026 12,345.5' }],
    ['{{User.Name | date}} {{User.Name | number}} {{User.Name | phone}}', { text: 'Ana Ana Ana' }],
  ])('%s', (text, expected) => expect(renderTemplate(text, fields)).toEqual(expected));

  it('never says undefined, whatever the fields hold', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.string()), (values) => {
        const rendered = renderTemplate('{{A}}-{{B}}-{{C}}', new Map(Object.entries(values)));
        if ('text' in rendered) expect(rendered.text).toBe([values.A, values.B, values.C].map((value) => value?.trim()).join('-'));
        else expect(rendered.missing.length).toBeGreaterThan(0);
      }),
    );
  });
});

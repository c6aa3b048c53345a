import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderTemplate } from './render-template.ts';

const fields = new Map([
  ['Contact.FirstName', 'Mara'],
  ['User.Name', 'Ana'],
  ['Contact.Title', '  '],
]);

describe('renderTemplate', () => {
  it.each([
    ['Hi {{Contact.FirstName}}, this is {{ user.name }}.', { text: 'Hi Mara, this is Ana.' }],
    ['No fields.', { text: 'No fields.' }],
    ['Dear {{Contact.Title}} {{Contact.Salutation}},', { missing: ['Contact.Title', 'Contact.Salutation'] }],
    ['Hi {{}}', { missing: [''] }],
    ['Hi {{Contact.FirstName', { missing: ['{{ without }}'] }],
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

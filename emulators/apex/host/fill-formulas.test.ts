import { createHmac } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { fillFormulas } from './fill-formulas.ts';

const values = new Map([['Gateway.SigningKey', 'secret']]);

it('signs as the package’s requests ask for it', () => {
  const formula = "{!HEX(HMAC('SHA-256', BLOB('v1.1.a}b'), BLOB($Credential.Gateway.SigningKey)))}";
  expect(fillFormulas(`v1 ${formula};`, values)).toBe(`v1 ${createHmac('sha256', 'secret').update('v1.1.a}b').digest('hex')};`);
});

it('leaves a text without formulas as it is', () => {
  expect(fillFormulas('application/json', values)).toBe('application/json');
});

it.each([
  ["{!MD5('a')}", /cannot be read/],
  ["{!HEX('a'", /cannot be read/],
  ['{!$Credential.Gateway.Nothing}', /no credential holds Gateway\.Nothing/],
  ["{!HEX(HMAC('MD5', 'a', 'b'))}", /the hash MD5 is not modelled/],
])('refuses %s', (text, message) => {
  expect(() => fillFormulas(text, values)).toThrow(message);
});

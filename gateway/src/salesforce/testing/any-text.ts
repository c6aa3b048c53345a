import fc from 'fast-check';
import { anyCharacter } from '../../testing/any-character.ts';

const ID = '0035i0000000001AAA';
/** What means something to SOQL, SOSL, JSON or a form. */
const nasty = fc.constantFrom(
  "'",
  "\\'",
  '"',
  '\\',
  '%',
  '_',
  ' OR Id != ',
  '{',
  '}',
  '*',
  ')',
  '--',
  '\n',
  '\u0000',
  '\u2028',
  '😀',
  'é',
  '+1',
);
/** Everything that a stranger, or a rep's phone, may put into a parameter: odd characters, pieces of queries, forged page tokens, good values in the wrong place. */
export const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 30 }),
  fc.string({ unit: nasty, maxLength: 10 }),
  fc.constantFrom('ana@x', ID, '+14155550132', 'whatsapp:+14155550132', Buffer.from(JSON.stringify(['Quist', ID])).toString('base64url')),
  fc
    .tuple(fc.string({ unit: nasty, maxLength: 5 }), fc.constant(ID))
    .map((pair) => Buffer.from(JSON.stringify(pair)).toString('base64url')),
);

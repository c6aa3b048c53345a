import { describe, expect, it } from '@jest/globals';
import { type Probe, runProbes } from '../../testing/apex-sources.ts';

const REFERENCE = 'Apex Reference Guide';

const probes: readonly Probe[] = [
  ['split drops empty ends', `${REFERENCE}, "String.split"`, "return 'a,b,,'.split(',');", '(a, b)'],
  ['split keeps empty ends with a negative limit', `${REFERENCE}, "String.split"`, "return 'a,b,,'.split(',', -1).size();", '4'],
  ['split stops at its limit', `${REFERENCE}, "String.split"`, "return 'a,b,c'.split(',', 2);", '(a, b,c)'],
  ['split takes a regular expression', `${REFERENCE}, "String.split"`, "return '1x22y3'.split('[\\\\p{L}]+');", '(1, 22, 3)'],
  ['left, right, mid', `${REFERENCE}, "String Class"`, "return 'abcdef'.left(2) + 'abcdef'.right(2) + 'abcdef'.mid(2, 2);", 'abefcd'],
  [
    'substring out of bounds',
    `${REFERENCE}, "String.substring"`,
    "return 'abc'.substring(1, 9);",
    'System.StringException: Ending position out of bounds: 9',
  ],
  ['replaceAll with groups', `${REFERENCE}, "String.replaceAll"`, "return 'ab12'.replaceAll('([a-z]+)([0-9]+)', '$2$1');", '12ab'],
  ['replace takes texts as they are', `${REFERENCE}, "String.replace"`, "return 'a.b.c'.replace('.', '$1');", 'a$1b$1c'],
  [
    'a null argument',
    `${REFERENCE}, "String Class"`,
    "String none; return 'a'.contains(none);",
    'System.NullPointerException: Argument cannot be null.',
  ],
  ['isBlank of null', `${REFERENCE}, "String.isBlank"`, "return String.isBlank(null) + ' ' + String.isBlank(' x ');", 'true false'],
  [
    'format as MessageFormat',
    `${REFERENCE}, "String.format"`,
    "return String.format('it\\'\\'s {0} of {1} {2}', new List<Object>{ 1, 1234567, '{0}' });",
    "it's 1 of 1,234,567 {0}",
  ],
  ['join of a set', `${REFERENCE}, "String.join"`, "return String.join(new List<String>(new Set<String>{ 'a', 'b', 'a' }), '|');", 'a|b'],
  ['valueOf null', `${REFERENCE}, "String.valueOf"`, 'Object none; return String.valueOf(none) == null;', 'true'],
  [
    'Integer.valueOf of rubbish',
    `${REFERENCE}, "Integer.valueOf"`,
    "return Integer.valueOf('1x');",
    'System.TypeException: Invalid integer: 1x',
  ],
  ['a quotient of Decimals', `${REFERENCE}, "Decimal Class"`, 'Decimal one = 1; return (one / 3).setScale(5);', '0.33333'],
  [
    'setScale rounds half up',
    `${REFERENCE}, "Decimal.setScale"`,
    "Decimal a = 2.345, b = -2.345; return a.setScale(2) + ' ' + b.setScale(2);",
    '2.35 -2.35',
  ],
  ['round is half even', `${REFERENCE}, "Decimal.round"`, "Decimal a = 2.5, b = 3.5; return a.round() + ' ' + b.round();", '2 4'],
  [
    'rounding modes',
    `${REFERENCE}, "RoundingMode Enum"`,
    "Decimal d = -1.55; return d.setScale(1, RoundingMode.CEILING) + ' ' + d.setScale(1, RoundingMode.FLOOR) + ' ' + d.setScale(1, RoundingMode.DOWN);",
    '-1.5 -1.6 -1.5',
  ],
  ['the scale of a product', `${REFERENCE}, "Decimal Class"`, 'Decimal a = 1.10, b = 2.0; return a * b;', '2.200'],
  ['numbers are equal by value', `${REFERENCE}, "Decimal Class"`, 'Decimal d = 1.0; return d == 1;', 'true'],
  ['mod', `${REFERENCE}, "Math.mod"`, 'return Math.mod(-7, 3);', '-1'],
  [
    'a Datetime in a zone',
    `${REFERENCE}, "Datetime.format"`,
    "return Datetime.newInstanceGmt(2026, 1, 31, 12, 0, 0).format('yyyy-MM-dd HH:mm', 'Pacific/Auckland');",
    '2026-02-01 01:00',
  ],
  [
    'summer time',
    `${REFERENCE}, "Datetime.format"`,
    "return Datetime.newInstanceGmt(2026, 7, 1, 12, 0, 0).format('HH:mm Z', 'America/New_York');",
    '08:00 -0400',
  ],
  [
    'newInstance is on the user’s clock',
    `${REFERENCE}, "Datetime.newInstance"`,
    "return Datetime.newInstance(2026, 1, 31, 12, 0, 0).formatGmt('HH:mm');",
    '20:00',
  ],
  [
    'date() is the user’s day',
    `${REFERENCE}, "Datetime.date"`,
    'Datetime at = Datetime.newInstanceGmt(2026, 1, 31, 2, 0, 0); return String.valueOf(at.date()) + String.valueOf(at.dateGmt());',
    '2026-01-302026-01-31',
  ],
  [
    'months have different ends',
    `${REFERENCE}, "Date.addMonths"`,
    'return String.valueOf(Date.newInstance(2026, 1, 31).addMonths(1));',
    '2026-02-28',
  ],
  [
    'days between',
    `${REFERENCE}, "Date.daysBetween"`,
    'return Date.newInstance(2026, 3, 1).daysBetween(Date.newInstance(2026, 2, 1));',
    '-28',
  ],
  [
    'Date.valueOf of rubbish',
    `${REFERENCE}, "Date.valueOf"`,
    "return Date.valueOf('2026-02-30');",
    'System.TypeException: Invalid date: 2026-02-30',
  ],
  [
    'a digest',
    `${REFERENCE}, "Crypto.generateDigest"`,
    "return EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', Blob.valueOf(''))).left(16);",
    'e3b0c44298fc1c14',
  ],
  [
    'base64',
    `${REFERENCE}, "EncodingUtil.base64Encode"`,
    "return EncodingUtil.base64Encode(Blob.valueOf('é')) + EncodingUtil.base64Decode('w6k=').toString();",
    'w6k=é',
  ],
  [
    'bytes that are no text',
    `${REFERENCE}, "Blob.toString"`,
    "return EncodingUtil.base64Decode('/w==').toString();",
    'System.StringException: BLOB is not a valid UTF-8 string',
  ],
  [
    'Pattern.matches wants the whole text',
    `${REFERENCE}, "Pattern.matches"`,
    "return Pattern.matches('[a-z]+', 'abc1') + ' ' + Pattern.matches('[a-z0-9]+', 'abc1') + ' ' + Pattern.matches('(?i)a|bc', 'BC');",
    'false true true',
  ],
  [
    'find and group',
    `${REFERENCE}, "Matcher Class"`,
    "Matcher m = Pattern.compile('(\\\\d)(\\\\w)').matcher('1a 2b'); m.find(); m.find(); return m.group(2) + m.start();",
    'b3',
  ],
  ['an Id of 15 characters gets 18', `${REFERENCE}, "Id.valueOf"`, "return Id.valueOf('003000000000001');", '003000000000001AAA'],
  ['what is no Id', `${REFERENCE}, "Id.valueOf"`, "return Id.valueOf('rubbish');", 'System.StringException: Invalid id: rubbish'],
  [
    'an Id’s object',
    `${REFERENCE}, "Id.getSObjectType"`,
    "return Id.valueOf('003000000000001').getSobjectType() == Contact.SObjectType;",
    'true',
  ],
  [
    'ids of 15 and 18 characters are equal',
    'Apex Developer Guide, "Primitive Data Types"',
    "Id one = '003000000000001'; return one == '003000000000001AAA';",
    'true',
  ],
  ['UUID', `${REFERENCE}, "UUID Class"`, 'return UUID.randomUUID().toString().length();', '36'],
  [
    'Type.forName',
    `${REFERENCE}, "Type.forName"`,
    "return Type.forName('Probes') == Probes.class && Type.forName('Nobody') == null;",
    'true',
  ],
];

describe('values and their methods', () => {
  const answers = runProbes(probes);
  it.each(probes.map(([what, document, , answer], at) => ({ what, document, answer, at })))('$what ($document)', ({ at, answer }) => {
    expect(answers[at]).toBe(answer);
  });
});

import { recordId } from '../../../salesforce/schema/record-id.ts';
import { toId } from '../../compile/convert.ts';
import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import { compareText } from '../../../salesforce/database/compare-text.ts';
import { ApexDate } from '../../values/date.ts';
import { itemsOf } from '../../compile/iteration.ts';
import { SObjectToken } from '../../values/schema-token.ts';
import { objectOfId } from '../../values/sobject.ts';
import { toText } from '../../values/to-text.ts';
import type { Value } from '../../values/value.ts';
import { formatMessage } from '../message-format.ts';
import { patternOf, replacementOf } from '../regular-expression.ts';
import { splitText } from '../split-text.ts';

const outOfBounds = (what: string, index: number): ApexError =>
  new ApexError('StringException', `${what} position out of bounds: ${index}`);

const substring = (text: string, from: number, to: number): string => {
  if (from < 0 || from > to) throw outOfBounds('Starting', from);
  if (to > text.length) throw outOfBounds('Ending', to);
  return text.slice(from, to);
};

const isBlank = (text: string | null): boolean => text === null || text.trim() === '';
const isEmpty = (text: string | null): boolean => text === null || text === '';
const before = (text: string, at: number): string => (at < 0 ? text : text.slice(0, at));

const between = (text: string, open: string, close: string): string | null => {
  const from = text.indexOf(open);
  const to = from < 0 ? -1 : text.indexOf(close, from + open.length);
  return to < 0 ? null : text.slice(from + open.length, to);
};

const hashOf = (text: string): number =>
  Array.from({ length: text.length }, (_each, at) => text.charCodeAt(at)).reduce((hash, code) => (Math.imul(31, hash) + code) | 0, 0);

/** Apex Reference Guide, "String Class". */
const methods: PlatformType['methods'] = {
  'String abbreviate(Integer maxWidth)': (self: string, width: number) => (self.length <= width ? self : `${self.slice(0, width - 3)}...`),
  'String capitalize()': (self: string) => self.charAt(0).toUpperCase() + self.slice(1),
  'Integer charAt(Integer index)': (self: string, at: number) => self.charCodeAt(at),
  'Integer compareTo(String other)': (self: string, other: string) => compareText(self, other),
  'Boolean contains(String substring)': (self: string, part: string) => self.includes(part),
  'Boolean containsIgnoreCase(String substring)': (self: string, part: string) => self.toLowerCase().includes(part.toLowerCase()),
  'Boolean containsAny(String characters)': (self: string, characters: string) =>
    Array.from(characters).some((each) => self.includes(each)),
  'Integer countMatches(String substring)': (self: string, part: string) => self.split(part).length - 1,
  'String deleteWhitespace()': (self: string) => self.replace(/\s/g, ''),
  'Boolean endsWith(String suffix)': (self: string, suffix: string) => self.endsWith(suffix),
  'Boolean endsWithIgnoreCase(String suffix)': (self: string, suffix: string) => self.toLowerCase().endsWith(suffix.toLowerCase()),
  'Boolean equals(Object other)': (self: string, other: Value) => self === other,
  'Boolean equalsIgnoreCase(String? other)': (self: string, other: string | null) => self.toLowerCase() === other?.toLowerCase(),
  'Integer hashCode()': hashOf,
  'Integer indexOf(String substring)': (self: string, part: string) => self.indexOf(part),
  'Integer indexOf(String substring, Integer index)': (self: string, part: string, from: number) => self.indexOf(part, from),
  'Boolean isAlpha()': (self: string) => /^\p{L}+$/u.test(self),
  'Boolean isAlphanumeric()': (self: string) => /^[\p{L}\d]+$/u.test(self),
  'Boolean isNumeric()': (self: string) => /^\d+$/.test(self),
  'Integer lastIndexOf(String substring)': (self: string, part: string) => self.lastIndexOf(part),
  'String left(Integer length)': (self: string, length: number) => self.slice(0, Math.max(0, length)),
  'String leftPad(Integer length)': (self: string, length: number) => self.padStart(length),
  'String leftPad(Integer length, String padding)': (self: string, length: number, padding: string) => self.padStart(length, padding),
  'Integer length()': (self: string) => self.length,
  'String mid(Integer start, Integer length)': (self: string, start: number, length: number) => self.slice(start, start + length),
  'String normalizeSpace()': (self: string) => self.trim().replace(/\s+/g, ' '),
  'String remove(String substring)': (self: string, part: string) => self.replaceAll(part, ''),
  'String removeEnd(String suffix)': (self: string, suffix: string) =>
    suffix !== '' && self.endsWith(suffix) ? self.slice(0, -suffix.length) : self,
  'String removeStart(String prefix)': (self: string, prefix: string) => (self.startsWith(prefix) ? self.slice(prefix.length) : self),
  'String repeat(Integer times)': (self: string, times: number) => self.repeat(Math.max(0, times)),
  'String repeat(String separator, Integer times)': (self: string, separator: string, times: number) =>
    Array.from({ length: times }, () => self).join(separator),
  'String replace(String target, String replacement)': (self: string, target: string, by: string) => self.split(target).join(by),
  'String replaceAll(String regExp, String replacement)': (self: string, pattern: string, by: string) =>
    self.replace(patternOf(pattern, 'g'), replacementOf(by)),
  'String replaceFirst(String regExp, String replacement)': (self: string, pattern: string, by: string) =>
    self.replace(patternOf(pattern), replacementOf(by)),
  'String reverse()': (self: string) => Array.from(self).reverse().join(''),
  'String right(Integer length)': (self: string, length: number) => (length <= 0 ? '' : self.slice(-length)),
  'String rightPad(Integer length)': (self: string, length: number) => self.padEnd(length),
  'List<String> split(String regExp)': (self: string, pattern: string) => splitText(self, pattern, 0),
  'List<String> split(String regExp, Integer limit)': splitText,
  'Boolean startsWith(String prefix)': (self: string, prefix: string) => self.startsWith(prefix),
  'Boolean startsWithIgnoreCase(String prefix)': (self: string, prefix: string) => self.toLowerCase().startsWith(prefix.toLowerCase()),
  'String substring(Integer start)': (self: string, start: number) => substring(self, start, self.length),
  'String substring(Integer start, Integer end)': substring,
  'String substringAfter(String separator)': (self: string, separator: string) =>
    self.includes(separator) ? self.slice(self.indexOf(separator) + separator.length) : '',
  'String substringAfterLast(String separator)': (self: string, separator: string) =>
    self.includes(separator) ? self.slice(self.lastIndexOf(separator) + separator.length) : '',
  'String substringBefore(String separator)': (self: string, separator: string) => before(self, self.indexOf(separator)),
  'String substringBeforeLast(String separator)': (self: string, separator: string) => before(self, self.lastIndexOf(separator)),
  'String substringBetween(String tag)': (self: string, tag: string) => between(self, tag, tag),
  'String substringBetween(String open, String close)': between,
  'String toLowerCase()': (self: string) => self.toLowerCase(),
  'String toUpperCase()': (self: string) => self.toUpperCase(),
  'String toString()': (self: string) => self,
  'String trim()': (self: string) => self.trim(),
  'String uncapitalize()': (self: string) => self.charAt(0).toLowerCase() + self.slice(1),
};

const statics: PlatformType['statics'] = {
  'String escapeSingleQuotes(String text)': (text: string) => text.replace(/'/g, "\\'"),
  'String format(String pattern, List<Object> values)': formatMessage,
  'Boolean isBlank(String? text)': isBlank,
  'Boolean isEmpty(String? text)': isEmpty,
  'Boolean isNotBlank(String? text)': (text: string | null) => !isBlank(text),
  'Boolean isNotEmpty(String? text)': (text: string | null) => !isEmpty(text),
  'String join(Iterable<Object> values, String separator)': (values: Value, separator: string) =>
    [...itemsOf(values)].map(toText).join(separator),
  'String valueOf(Date date)': (date: ApexDate) => date.toText(),
  'String valueOf(Object value)': (value: Value) => (value === null ? null : value instanceof ApexDate ? value.toText() : toText(value)),
};

/** Apex Reference Guide, "Id Class". An Id is a String wherever one is wanted. */
const idType = (engine: Engine): PlatformType => ({
  name: 'Id',
  kind: 'primitive',
  is: (value) => typeof value === 'string' && recordId.parse(value) !== undefined,
  methods: {
    ...methods,
    'Schema.SObjectType getSobjectType()': (self: string) => SObjectToken.of(objectOfId(engine.schema, self)),
    'String to15()': (self: string) => self.slice(0, 15),
  },
  statics: { 'Id valueOf(String text)': toId },
});

/** Text and ids. */
export const textTypes = (engine: Engine): PlatformType[] => [
  { name: 'String', kind: 'primitive', is: (value) => typeof value === 'string', methods, statics },
  idType(engine),
];

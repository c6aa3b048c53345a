import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import { patternOf, replacementOf } from '../regular-expression.ts';

class ApexPattern {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
    patternOf(source);
  }
}

/** Apex Reference Guide, "Matcher Class". */
class ApexMatcher {
  readonly source: string;
  readonly text: string;
  match: RegExpExecArray | null = null;
  #from = 0;

  constructor(source: string, text: string) {
    this.source = source;
    this.text = text;
  }

  matches(): boolean {
    this.match = patternOf(this.source, '', { isWhole: true }).exec(this.text);
    return this.match !== null;
  }

  find(): boolean {
    const pattern = patternOf(this.source, 'g');
    pattern.lastIndex = this.#from;
    this.match = this.#from > this.text.length ? null : pattern.exec(this.text);
    if (this.match) this.#from = this.match.index + Math.max(1, this.match[0].length);
    return this.match !== null;
  }

  group(index: number): string | null {
    if (!this.match) throw new ApexError('StringException', 'No match found');
    return this.match[index] ?? null;
  }

  at(): { start: number; end: number } {
    if (!this.match) throw new ApexError('StringException', 'No match available');
    return { start: this.match.index, end: this.match.index + this.match[0].length };
  }
}

const fullMatch = (source: string, text: string): boolean => new ApexMatcher(source, text).matches();

/** Regular expressions, with Java's meaning where it is the same in JavaScript; others are refused (`regular-expression.ts`). */
export const patternTypes: readonly PlatformType[] = [
  {
    name: 'Pattern',
    is: (value) => value instanceof ApexPattern,
    methods: {
      'Matcher matcher(String text)': (self: ApexPattern, text: string) => new ApexMatcher(self.source, text),
      'String pattern()': (self: ApexPattern) => self.source,
    },
    statics: {
      'Pattern compile(String source)': (source: string) => new ApexPattern(source),
      'Boolean matches(String source, String text)': fullMatch,
      'String quote(String text)': (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
    },
  },
  {
    name: 'Matcher',
    is: (value) => value instanceof ApexMatcher,
    methods: {
      'Integer end()': (self: ApexMatcher) => self.at().end,
      'Boolean find()': (self: ApexMatcher) => self.find(),
      'String group()': (self: ApexMatcher) => self.group(0),
      'String group(Integer index)': (self: ApexMatcher, index: number) => self.group(index),
      'Integer groupCount()': (self: ApexMatcher) => (patternOf(`${self.source}|`).exec('')?.length ?? 1) - 1,
      'Boolean matches()': (self: ApexMatcher) => self.matches(),
      'String replaceAll(String by)': (self: ApexMatcher, by: string) => self.text.replace(patternOf(self.source, 'g'), replacementOf(by)),
      'String replaceFirst(String by)': (self: ApexMatcher, by: string) => self.text.replace(patternOf(self.source), replacementOf(by)),
      'Integer start()': (self: ApexMatcher) => self.at().start,
    },
  },
];

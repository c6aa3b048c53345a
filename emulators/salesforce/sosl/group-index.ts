import type { SearchExpression, Word } from './search-expression.ts';

type Entries = readonly (readonly string[])[];

const fits = (word: Word, candidate: string | undefined): boolean =>
  candidate !== undefined && (word.pattern ? word.pattern.test(candidate) : candidate === word.text);

const holdsPhrase = (entries: Entries, words: readonly Word[]): boolean =>
  entries.some((entry) => entry.some((_first, from) => words.every((word, at) => fits(word, entry[from + at]))));

/** Words to records, for one group of fields of one object. */
export class GroupIndex {
  readonly #postings = new Map<string, Set<string>>();
  readonly #documents = new Map<string, Entries>();

  /** Replaces what a record is found by; no entries take it out. */
  put(id: string, entries: Entries): void {
    for (const word of new Set(this.#documents.get(id)?.flat())) this.#postings.get(word)?.delete(id);
    this.#documents.delete(id);
    if (entries.length === 0) return;
    this.#documents.set(id, entries);
    for (const word of new Set(entries.flat())) {
      const ids = this.#postings.get(word) ?? new Set();
      this.#postings.set(word, ids.add(id));
    }
  }

  find(expression: SearchExpression): ReadonlySet<string> {
    switch (expression.kind) {
      case 'phrase':
        return this.#findPhrase(expression.words);
      case 'and':
        return expression.parts.map((part) => this.find(part)).reduce((left, right) => new Set([...left].filter((id) => right.has(id))));
      case 'or':
        return new Set(expression.parts.flatMap((part) => [...this.find(part)]));
      case 'andNot': {
        const unwanted = this.find(expression.unwanted);
        return new Set([...this.find(expression.wanted)].filter((id) => !unwanted.has(id)));
      }
    }
  }

  #findPhrase(words: readonly Word[]): ReadonlySet<string> {
    const [first, ...rest] = words;
    if (!first) return new Set();
    const ids = this.#findWord(first);
    if (rest.length === 0) return ids;
    return new Set([...ids].filter((id) => holdsPhrase(this.#documents.get(id) ?? [], words)));
  }

  #findWord({ text, pattern }: Word): ReadonlySet<string> {
    if (!pattern) return this.#postings.get(text) ?? new Set();
    const fitting = [...this.#postings].filter(([word]) => pattern.test(word));
    return new Set(fitting.flatMap(([, ids]) => [...ids]));
  }
}

import {
  ApexParserBaseVisitor,
  ApexParserFactory,
  type FieldNameContext,
  type QueryContext,
  type SelectEntryContext,
  type SubQueryContext,
  type TypeOfContext,
} from '@apexdevtools/apex-parser';
import { parseSource } from '../../emulators/apex/parse/parse-source.ts';

export type SoqlField = {
  /** What follows FROM; for a query in the SELECT list `Account/Contacts`: the outer object and its child relationship. */
  readonly object: string;
  /** The field as written, with its relationships: `Status`, `Owner.Name`. */
  readonly field: string;
};

class FieldCollector extends ApexParserBaseVisitor<void> {
  readonly fields: SoqlField[] = [];
  #object = '';
  #aliases = new Set<string>();
  /** Queries in a SELECT list, where FROM names a relationship. */
  readonly #selected = new Set<SubQueryContext | null>();

  visitQuery(query: QueryContext): void {
    this.#inside(this.#from(query), query);
  }

  visitSubQuery(query: SubQueryContext): void {
    this.#inside(this.#selected.has(query) ? `${this.#object}/${this.#from(query)}` : this.#from(query), query);
  }

  visitSelectEntry(entry: SelectEntryContext): void {
    const alias = entry.soqlId() as ReturnType<SelectEntryContext['soqlId']> | null;
    if (alias) this.#aliases.add(alias.getText());
    this.#selected.add(entry.subQuery());
    this.visitChildren(entry);
  }

  /** The names of objects after FROM are no fields. */
  visitFromNameList(): void {}

  /** `TYPEOF Who WHEN Contact THEN Email`: each branch has its own object. */
  visitTypeOf(typeOf: TypeOfContext): void {
    this.fields.push({ object: this.#object, field: `${typeOf.fieldName().getText()}Id` });
    for (const branch of typeOf.whenClause_list()) {
      const object = branch.fieldName().getText();
      for (const field of branch.fieldNameList().fieldName_list()) this.fields.push({ object, field: field.getText() });
    }
  }

  visitFieldName(name: FieldNameContext): void {
    const field = name.getText();
    if (!this.#aliases.has(field)) this.fields.push({ object: this.#object, field });
  }

  #from(query: QueryContext | SubQueryContext): string {
    return query.fromNameList().fieldName(0).getText();
  }

  #inside(object: string, query: QueryContext | SubQueryContext): void {
    const [outerObject, outerAliases] = [this.#object, this.#aliases];
    [this.#object, this.#aliases] = [object, new Set<string>()];
    this.visitChildren(query);
    [this.#object, this.#aliases] = [outerObject, outerAliases];
  }
}

const literals = /'((?:[^'\\]|\\.)*)'/g;

/**
 * The fields that the SOQL of an Apex class or trigger names: in brackets, and in texts that hold a whole query. Throws LoadError where the
 * source does not parse.
 */
export const apexSoqlFields = (source: string, path = 'Apex'): SoqlField[] => {
  const collector = new FieldCollector();
  const parse = /^\s*trigger\s/m.test(source) ? parseSource.trigger : parseSource.class;
  collector.visit(parse(source, path));
  for (const [, text = ''] of source.matchAll(literals))
    if (/^SELECT\s.+\sFROM\s+\w/i.test(text)) collector.visit(ApexParserFactory.createParser(text.replaceAll("\\'", "'"), true).query());
  return collector.fields;
};

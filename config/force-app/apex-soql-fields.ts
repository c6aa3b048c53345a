import { ApexParserBaseVisitor, ApexParserFactory, type FieldNameContext, type QueryContext } from '@apexdevtools/apex-parser';

export type SoqlField = {
  /** What follows FROM. */
  readonly object: string;
  /** The field as written, with its relationships: `Status`, `Owner.Name`. */
  readonly field: string;
};

class FieldCollector extends ApexParserBaseVisitor<void> {
  readonly fields: SoqlField[] = [];
  #object = '';

  visitQuery(query: QueryContext): void {
    this.#object = query.fromNameList().getText();
    this.visitChildren(query);
  }

  visitFieldName(name: FieldNameContext): void {
    const field = name.getText();
    if (field !== this.#object) this.fields.push({ object: this.#object, field });
  }
}

/** The fields that the SOQL in an Apex class names: the checker of Apex semantics does not look at them. */
export const apexSoqlFields = (source: string): SoqlField[] => {
  const collector = new FieldCollector();
  collector.visit(ApexParserFactory.createParser(source, true).compilationUnit());
  return collector.fields;
};

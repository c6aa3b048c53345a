import { ApexErrorListener, ApexParserFactory, type CompilationUnitContext, type TriggerUnitContext } from '@apexdevtools/apex-parser';
import { LoadError } from '../load-error.ts';

class FirstError extends ApexErrorListener {
  readonly #file: string;

  constructor(file: string) {
    super();
    this.#file = file;
  }

  override apexSyntaxError(line: number, column: number, message: string): void {
    throw new LoadError({ file: this.#file, line }, `column ${column}: ${message}`);
  }
}

const parserOf = (text: string, file: string) => ApexParserFactory.createLexerAndParser(text, new FirstError(file)).parser;

/** Source text to the grammar's tree; a syntax error is a LoadError with its place. */
export const parseSource = {
  class: (text: string, file: string): CompilationUnitContext => parserOf(text, file).compilationUnit(),
  trigger: (text: string, file: string): TriggerUnitContext => parserOf(text, file).triggerUnit(),
};

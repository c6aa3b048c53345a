import { ApexErrorListener, ApexParserFactory, type CompilationUnitContext, type TriggerUnitContext } from '@apexdevtools/apex-parser';
import { LoadError } from '../load-error.ts';
import { storedTree } from './stored-trees.ts';

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

/** Trees are only read, so that every org of a process shares them: parsing a package takes far longer than compiling it. */
const shared = <T>(parse: (text: string, file: string) => T) => {
  const byText = new Map<string, T>();
  return (text: string, file: string): T => {
    const key = `${file}\n${text}`;
    const tree = byText.get(key) ?? parse(text, file);
    byText.set(key, tree);
    return tree;
  };
};

/** Source text to the grammar's tree; a syntax error is a LoadError with its place. */
export const parseSource = {
  class: shared((text, file): CompilationUnitContext => storedTree('class', text, () => parserOf(text, file).compilationUnit())),
  trigger: shared((text, file): TriggerUnitContext => storedTree('trigger', text, () => parserOf(text, file).triggerUnit())),
};

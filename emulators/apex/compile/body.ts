import type { ExpressionContext, StatementContext } from '@apexdevtools/apex-parser';
import type { Engine } from '../engine.ts';
import { LoadError } from '../load-error.ts';
import type { ApexType } from '../types/apex-type.ts';
import type { ClassType } from '../types/class-type.ts';
import { parseTypeName } from '../types/type-name.ts';
import type { Expression } from './expression.ts';
import type { Step } from './step.ts';
import { Variables } from './variables.ts';

/** A part of the tree, for its place and its text. */
export type Tree = { readonly start: { readonly line: number }; getText(): string };

type Compilers = { expression(body: Body, tree: ExpressionContext): Expression; statement(body: Body, tree: StatementContext): Step };

export type BodyOptions = {
  readonly engine: Engine;
  readonly type: ClassType | undefined;
  readonly isStatic: boolean;
  readonly file: string;
  readonly compilers: Compilers;
  /** The property whose accessor this is: there its name means the value behind it. */
  readonly accessorOf?: string | undefined;
  readonly returns?: ApexType | undefined;
};

/** One body being compiled: where names are looked up, and how its parts are compiled in turn. */
export class Body {
  readonly engine: Engine;
  readonly type: ClassType | undefined;
  readonly isStatic: boolean;
  readonly file: string;
  readonly accessorOf: string | undefined;
  /** What `return` answers; undefined where it answers nothing. */
  readonly returns: ApexType | undefined;
  readonly variables = new Variables();
  readonly #compilers: Compilers;

  constructor(options: BodyOptions) {
    this.engine = options.engine;
    this.type = options.type;
    this.isStatic = options.isStatic;
    this.file = options.file;
    this.accessorOf = options.accessorOf;
    this.returns = options.returns;
    this.#compilers = options.compilers;
  }

  expression(tree: ExpressionContext): Expression {
    return this.#compilers.expression(this, tree);
  }

  statement(tree: StatementContext): Step {
    return this.#compilers.statement(this, tree);
  }

  /** The type that a part of the tree names. */
  typeOf(tree: Tree): ApexType {
    return this.typeNamed(tree.getText(), tree);
  }

  typeNamed(text: string, at: Tree): ApexType {
    try {
      return this.engine.types.resolve(parseTypeName(text), { enclosing: this.type?.enclosing ?? [] });
    } catch (error) {
      throw this.fault(at, error instanceof Error ? error.message : String(error));
    }
  }

  findType(text: string): ApexType | undefined {
    return this.engine.types.find(parseTypeName(text), { enclosing: this.type?.enclosing ?? [] });
  }

  /** The error of this place. */
  fault(at: Tree, message: string): LoadError {
    return new LoadError({ file: this.file, line: at.start.line }, message);
  }
}

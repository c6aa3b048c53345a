import * as grammar from '@apexdevtools/apex-parser';
import { parseSource } from '../parse/parse-source.ts';
import type { Mutant } from './mutant.ts';

type Tree = {
  readonly start: grammar.ApexToken;
  readonly stop: grammar.ApexToken | null;
  getChildCount(): number;
  getChild(at: number): unknown;
  getText(): string;
};
type Leaf = { readonly symbol: grammar.ApexToken };

/** Operators and what takes their place; each is a fault that somebody could have made. */
const OPERATORS: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
};

const isLeaf = (node: unknown): node is Leaf => typeof node === 'object' && node !== null && 'symbol' in node;
const isTree = (node: unknown): node is Tree =>
  typeof node === 'object' && node !== null && 'start' in node && 'getChildCount' in node && !isLeaf(node);

const children = (tree: Tree): unknown[] => Array.from({ length: tree.getChildCount() }, (_each, at) => tree.getChild(at));

const descend = function* (tree: Tree): Generator<Tree> {
  yield tree;
  for (const child of children(tree)) if (isTree(child)) yield* descend(child);
};

type Change = Omit<Mutant, 'file'>;

const replacing = (tree: Tree, replacement: string, what: string): Change => ({
  ...{ line: tree.start.line, from: tree.start.start, to: (tree.stop ?? tree.start).stop + 1, replacement, what },
});

/** An operator written with several tokens (`<=`) is between the two operands. */
const ofOperator = (tree: Tree): Change[] => {
  const leaves = children(tree)
    .filter(isLeaf)
    .map(({ symbol }) => symbol);
  const [first] = leaves;
  const last = leaves.at(-1);
  if (!first || !last) return [];
  const text = leaves.map((each) => each.text).join('');
  const replacement = OPERATORS[text];
  // Texts are joined by +, which - cannot do.
  if (replacement === undefined || (text === '+' && tree.getText().includes("'"))) return [];
  return [{ line: first.line, from: first.start, to: last.stop + 1, replacement, what: `${text} became ${replacement}` }];
};

const ofLiteral = (tree: Tree): Change[] => {
  const text = tree.getText();
  if (/^true$/i.test(text)) return [replacing(tree, 'false', 'true became false')];
  if (/^false$/i.test(text)) return [replacing(tree, 'true', 'false became true')];
  return /^\d+$/.test(text) ? [replacing(tree, String(Number(text) + 1), `${text} became ${Number(text) + 1}`)] : [];
};

const OPERATIONS = [
  ...[grammar.CmpExpressionContext, grammar.EqualityExpressionContext, grammar.LogAndExpressionContext, grammar.LogOrExpressionContext],
  ...[grammar.Arth1ExpressionContext, grammar.Arth2ExpressionContext],
];

const ofTree = (tree: Tree): Change[] => {
  if (OPERATIONS.some((kind) => tree instanceof kind)) return ofOperator(tree);
  if (tree instanceof grammar.LiteralContext) return ofLiteral(tree);
  if (tree instanceof grammar.NegExpressionContext) return [replacing(tree, tree.getText().slice(1), 'a negation went')];
  if (tree instanceof grammar.IfStatementContext)
    return [replacing(tree.parExpression() as unknown as Tree, '(true)', 'the condition became true')];
  if (tree instanceof grammar.ExpressionStatementContext) return [replacing(tree, ';', 'a statement went')];
  return [];
};

/** A statement cannot be a lone semicolon in Apex: it becomes an empty block. */
const asBlock = (change: Change): Change => (change.replacement === ';' ? { ...change, replacement: '{}' } : change);

const isDebug = (statement: string): boolean => /^System\.debug\([^;]*\);$/i.test(statement);

/** Annotations, debug messages and conditions of nothing but a debug message: no test sees what becomes of them. */
const isUnseen = (tree: Tree): boolean => {
  if (tree instanceof grammar.AnnotationContext) return true;
  if (tree instanceof grammar.ExpressionStatementContext) return isDebug(tree.getText());
  return (
    tree instanceof grammar.IfStatementContext && tree.statement_list().every((each) => isDebug(each.getText().replace(/^\{|\}$/g, '')))
  );
};

/** Changes to try in one class, in the order of the source. */
export const findMutants = (text: string, file: string): Mutant[] => {
  const tree = parseSource.class(text, file) as unknown as Tree;
  const skipped = [...descend(tree)].filter(isUnseen);
  const inside = (change: Change): boolean =>
    skipped.some(({ start, stop }) => change.from >= start.start && change.to <= (stop ?? start).stop + 1);
  return [...descend(tree)]
    .flatMap(ofTree)
    .filter((change) => !inside(change))
    .map((change) => ({ ...asBlock(change), file }));
};

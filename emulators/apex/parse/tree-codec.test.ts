import { expect, it } from '@jest/globals';
import { ApexParserFactory } from '@apexdevtools/apex-parser';
import { decodeTree, encodeTree, type StoredTree } from './tree-codec.ts';

const SOURCE = `public class A {
  // 😀 two UTF-16 units, one character of the lexer
  String greeting = 'grüß 😀 dich';
  List<Task> open() { return [SELECT Id FROM Task WHERE Subject = :greeting ORDER BY Id]; }
}`;

type Shape = { readonly name: string; readonly text: string; readonly at: unknown; readonly children: readonly Shape[] };
type Tree = {
  readonly children?: readonly Tree[];
  readonly start?: { readonly line: number; readonly column: number };
  readonly symbol?: { readonly line: number; readonly column: number; readonly type: number };
  getText(): string;
};

const shapeOf = (tree: Tree): Shape => ({
  name: tree.constructor.name,
  text: tree.getText(),
  at: tree.symbol ? [tree.symbol.line, tree.symbol.column, tree.symbol.type] : [tree.start?.line, tree.start?.column],
  children: (tree.children ?? []).map(shapeOf),
});

it('gives a tree back as it was, on characters beyond the first plane too', () => {
  const tree = ApexParserFactory.createParser(SOURCE, true).compilationUnit();
  const stored = JSON.parse(JSON.stringify(encodeTree(tree))) as StoredTree;
  const again = decodeTree(stored, SOURCE) as typeof tree;
  expect(shapeOf(again as unknown as Tree)).toEqual(shapeOf(tree as unknown as Tree));
  expect(again.typeDeclaration().classDeclaration().id().getText()).toBe('A');
  const { start, stop } = again.typeDeclaration().classDeclaration().classBody();
  expect(start.getInputStream().getText(start.start, stop?.stop ?? 0)).toBe(SOURCE.slice(SOURCE.indexOf('{')));
});

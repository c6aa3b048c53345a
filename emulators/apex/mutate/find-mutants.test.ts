import { expect, it } from '@jest/globals';
import { findMutants } from './find-mutants.ts';

const SOURCE = `public class A {
  @AuraEnabled(cacheable=true)
  public static Integer run(Integer a) {
    System.debug('a' + (a > 1));
    if (a == null) {
      System.debug(a);
    }
    if (!(a < 2) && true) {
      a++;
    }
    return a + 1;
  }
}`;

it('changes operators, literals, conditions and statements, but nothing that only a log shows', () => {
  const changes = findMutants(SOURCE, 'A.cls').map(({ line, from, to, replacement }) => [line, SOURCE.slice(from, to), replacement]);
  expect(changes).toEqual([
    [8, '(!(a < 2) && true)', '(true)'],
    [8, '&&', '||'],
    [8, '!(a < 2)', '(a<2)'],
    [8, '<', '<='],
    [8, '2', '3'],
    [8, 'true', 'false'],
    [9, 'a++;', '{}'],
    [11, '+', '-'],
    [11, '1', '2'],
  ]);
});

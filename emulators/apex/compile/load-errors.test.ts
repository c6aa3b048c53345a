import { expect, it } from '@jest/globals';
import { LoadError } from '../load-error.ts';
import { loadSources } from '../testing/apex-sources.ts';

const inMethod = (code: string): string =>
  `public class Wrong {\n  public enum Kind { CALL }\n  public static Object run(Contact c) {\n    ${code}\n  }\n}`;

const loading = (source: string) => (): unknown => loadSources({ 'Wrong.cls': source });

it.each<[what: string, source: string, message: RegExp]>([
  ['a syntax error', 'public class Wrong { void run( }', /^Wrong\.cls:1: column/],
  ['an unknown class', inMethod('return new Nobody();'), /^Wrong\.cls:4: unknown type Nobody$/],
  ['an unknown variable', inMethod('return nobody;'), /^Wrong\.cls:4: Variable does not exist: nobody$/],
  ['an unknown method of a platform class', inMethod('return String.nothing();'), /Method does not exist: String\.nothing\(\)/],
  ['an unknown method of a value', inMethod("return 'a'.nothing();"), /Method does not exist: String\.nothing\(\)/],
  ['arguments that no overload takes', inMethod("return 'a'.left('b');"), /Method does not exist: String\.left\(String\)/],
  ['an unknown field of a record', inMethod('return c.Nothing__c;'), /Variable does not exist: Nothing__c in Contact/],
  [
    'an unknown field in a constructor',
    inMethod("return new Contact(Nothing__c = 'x');"),
    /Field does not exist: Nothing__c='x' on Contact/,
  ],
  ['an unknown label', inMethod('return Label.Nothing;'), /Variable does not exist: Label\.Nothing/],
  ['an unknown object in a query', inMethod('return [SELECT Id FROM Nothing__c];'), /unknown type Nothing__c/],
  ['a clause of SOQL that is not modelled', inMethod('return [SELECT Id FROM Contact WITH SECURITY_ENFORCED];'), /is not modelled/],
  ['SOSL', inMethod("return [FIND 'x' IN ALL FIELDS RETURNING Contact];"), /is not modelled/],
  [
    'an annotation that is not modelled',
    '@NamespaceAccessible\npublic class Wrong { }',
    /the annotation @NamespaceAccessible is not modelled/,
  ],
  ['@Future', 'public class Wrong {\n  @Future public static void run() { }\n}', /^Wrong\.cls:2: the annotation @Future is not modelled$/],
  // A variable hides a type of the same name, whatever the case (Apex Developer Guide, "Variables" and "Case Sensitivity").
  [
    'a constant of a type that a variable hides',
    inMethod('Kind kind = null; return kind == Kind.CALL;'),
    /Variable does not exist: CALL in Wrong\.Kind/,
  ],
])('refuses %s, and says where', (_what, source, message) => {
  expect(loading(source)).toThrow(LoadError);
  expect(loading(source)).toThrow(message);
});

import { describe, expect, it } from '@jest/globals';
import { type Probe, runProbes } from '../../testing/apex-sources.ts';

const JSON_CLASS = 'Apex Reference Guide, "JSON Class"';

const MEMBERS = `
  public enum Kind { CALL }
  public class Part { public String name; public transient String secret = 's'; private Integer count; public Part next; public Kind kind; public Datetime at; }
  private static Part part() { Part p = new Part(); p.name = 'é"'; p.count = 1; return p; }
`;

const probes: readonly Probe[] = [
  [
    'an instance with its private fields, without transient ones',
    JSON_CLASS,
    'return JSON.serialize(part(), true);',
    '{"name":"é\\"","count":1}',
  ],
  ['nulls are written unless suppressed', JSON_CLASS, "return JSON.serialize(new Map<String, Object>{ 'a' => null });", '{"a":null}'],
  ['a Datetime', JSON_CLASS, 'return JSON.serialize(Datetime.newInstanceGmt(2026, 1, 31, 12, 0, 0));', '"2026-01-31T12:00:00.000Z"'],
  ['a Date', JSON_CLASS, 'return JSON.serialize(Date.newInstance(2026, 1, 31));', '"2026-01-31"'],
  ['a Decimal as it is', JSON_CLASS, 'return JSON.serialize(1.10);', '1.10'],
  ['an enum by name', JSON_CLASS, 'return JSON.serialize(Kind.CALL);', '"CALL"'],
  [
    'a record with its attributes',
    JSON_CLASS,
    "return JSON.serialize(new Contact(LastName = 'Vo'));",
    '{"attributes":{"type":"Contact"},"LastName":"Vo"}',
  ],
  [
    'a record and back',
    JSON_CLASS,
    'Contact c = (Contact) JSON.deserialize(\'{"attributes":{"type":"Contact"},"lastname":"Vo"}\', Contact.class); return c.LastName;',
    'Vo',
  ],
  [
    'a record with a field that it does not have',
    JSON_CLASS,
    'return JSON.deserialize(\'{"Nothing__c":1}\', Contact.class);',
    "System.JSONException: No such column 'Nothing__c' on object of type Contact",
  ],
  [
    'untyped: maps, lists and numbers',
    JSON_CLASS,
    "Map<String, Object> m = (Map<String, Object>) JSON.deserializeUntyped('{\"a\":[1,2147483648,1.5,\"x\",true,null]}'); List<Object> l = (List<Object>) m.get('a'); return (l[0] instanceof Integer) + ' ' + (l[1] instanceof Long) + ' ' + (l[2] instanceof Decimal) + ' ' + (l[3] instanceof String) + ' ' + (l[4] instanceof Boolean) + ' ' + (l[5] == null);",
    'true true true true true true',
  ],
  [
    'typed, nested, with unknown names passed over',
    JSON_CLASS,
    'Part p = (Part) JSON.deserialize(\'{"name":"a","next":{"name":"b"},"kind":"CALL","at":"2026-01-31T12:00:00.000Z","x":1}\', Part.class); return p.name + p.next.name + p.kind + p.at.getTime();',
    'abCALL1769860800000',
  ],
  [
    'strict refuses unknown names',
    JSON_CLASS,
    'return JSON.deserializeStrict(\'{"x":1}\', Part.class);',
    "System.JSONException: No such column 'x' on object of type Probes.Part",
  ],
  [
    'a value of the wrong type',
    JSON_CLASS,
    'return JSON.deserialize(\'{"count":"many"}\', Part.class);',
    'System.JSONException: Illegal value for primitive Integer',
  ],
  ['no JSON', JSON_CLASS, "try { JSON.deserializeUntyped('{'); return false; } catch (JSONException e) { return true; }", 'true'],
  ['null in JSON is null', JSON_CLASS, "return JSON.deserialize('null', Part.class) == null;", 'true'],
];

describe('JSON', () => {
  const answers = runProbes(probes, MEMBERS);
  it.each(probes.map(([what, , , answer], at) => ({ what, answer, at })))('$what', ({ at, answer }) => {
    expect(answers[at]).toBe(answer);
  });
});

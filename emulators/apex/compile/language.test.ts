import { describe, expect, it } from '@jest/globals';
import { type Probe, runProbes } from '../testing/apex-sources.ts';

const MEMBERS = `
  public enum Kind { CALL, NOTE }
  public interface Named { String nameOf(); }
  public abstract class Base implements Named {
    public String trail = 'base-field;';
    public Base() { trail += 'base-constructor;'; }
    public virtual String nameOf() { return 'base'; }
    public String greet() { return 'I am ' + nameOf(); }
    protected abstract Integer size();
  }
  public class Sub extends Base {
    public String own = note('sub-field;');
    public Sub() { super(); trail += 'sub-constructor;'; }
    private String note(String text) { trail += text; return text; }
    public override String nameOf() { return 'sub of ' + super.nameOf(); }
    protected override Integer size() { return 1; }
  }
  public class Money { public Integer cents; public Money(Integer cents) { this.cents = cents; }
    public Boolean equals(Object other) { return other instanceof Money && ((Money) other).cents == cents; }
    public Integer hashCode() { return cents; } }
  public class Ordered implements Comparable { public Integer rank; public Ordered(Integer rank) { this.rank = rank; }
    public Integer compareTo(Object other) { return rank - ((Ordered) other).rank; }
    public override String toString() { return 'r' + rank; } }
  public class Trouble extends Exception { public Integer code = 7; public Trouble(Integer code) { this.code = code; } }
  private static List<String> order = new List<String>{ 'first' };
  private static Integer second = remember('second');
  static { order.add('block'); }
  private static Integer remember(String word) { order.add(word); return order.size(); }
  private static String pick(Object value) { return 'Object'; }
  private static String pick(String value) { return 'String'; }
  private static String pick(Integer value) { return 'Integer'; }
  private static String pick(Kind value) { return 'Kind'; }
  private static String pick(List<String> values) { return 'List<String>'; }
  private static Integer calls = 0; private static Boolean called() { calls++; return true; }
  private static Integer doubled { get { return doubled == null ? 0 : doubled * 2; } set; }
  private static Integer endless() { return endless(); } private static Integer deep(Integer depth) { return depth == 0 ? 0 : 1 + deep(depth - 1); }
`;

const GUIDE = 'Apex Developer Guide';

const probes: readonly Probe[] = [
  ['names without case', `${GUIDE}, "Case Sensitivity"`, "String Word = 'a'; return wORD.TOUPPERCASE();", 'A'],
  [
    'an overload by static type',
    `${GUIDE}, "Class Methods"`,
    "Object o = 'text'; return pick(o) + pick('text') + pick(1) + pick(Kind.NOTE);",
    'ObjectStringIntegerKind',
  ],
  ['null takes the more specific overload', `${GUIDE}, "Class Methods"`, 'List<String> none = null; return pick(none);', 'List<String>'],
  ['Integer wraps at 32 bits', `${GUIDE}, "Primitive Data Types"`, 'Integer i = 2147483647; return i + 1;', '-2147483648'],
  ['Long wraps at 64 bits', `${GUIDE}, "Primitive Data Types"`, 'Long l = 9223372036854775807L; return l + 1;', '-9223372036854775808'],
  [
    'an Integer product widens only with a Long',
    `${GUIDE}, "Primitive Data Types"`,
    "Integer i = 100000; return i * i + ' ' + (i * 100000L);",
    '1410065408 10000000000',
  ],
  ['whole division cuts off', `${GUIDE}, "Expression Operators"`, 'return -7 / 2;', '-3'],
  ['division by zero', `${GUIDE}, "Built-In Exceptions"`, 'Integer none = 0; return 1 / none;', 'System.MathException: Divide by 0'],
  ['a Double is a double', `${GUIDE}, "Primitive Data Types"`, 'Double d = 0.1d; return d + 0.2d;', '0.30000000000000004'],
  ['a Decimal is exact', `${GUIDE}, "Primitive Data Types"`, 'Decimal d = 0.1; return d + 0.2;', '0.3'],
  [
    'shifts',
    `${GUIDE}, "Expression Operators"`,
    "return (-8 >> 1) + ' ' + (-8 >>> 28) + ' ' + (1 << 5) + ' ' + (6 & 3) + ' ' + (6 | 3) + ' ' + (6 ^ 3);",
    '-4 15 32 2 7 5',
  ],
  [
    '== of texts ignores case, equals does not',
    `${GUIDE}, "Expression Operators"`,
    "return ('ABC' == 'abc') + ' ' + 'ABC'.equals('abc');",
    'true false',
  ],
  [
    '< with null is false for numbers',
    `${GUIDE}, "Expression Operators"`,
    "Integer none; return (none < 5) + ' ' + (none > 5);",
    'false false',
  ],
  ['null joins a text as the word', `${GUIDE}, "Expression Operators"`, "String none; return 'a' + none;", 'anull'],
  ['&& looks no further than needed', `${GUIDE}, "Expression Operators"`, 'calls = 0; Boolean b = false && called(); return calls;', '0'],
  [
    'a null condition throws',
    `${GUIDE}, "Primitive Data Types"`,
    'Boolean none; if (none) { return 1; } return 2;',
    'System.NullPointerException: Attempt to de-reference a null object',
  ],
  ['?. stops at null', `${GUIDE}, "Safe Navigation Operator"`, 'String none; return none?.length() == null;', 'true'],
  ['?? takes the right side for null', `${GUIDE}, "Null Coalescing Operator"`, "String none; return none ?? 'other';", 'other'],
  [
    'a ternary evaluates one side',
    `${GUIDE}, "Expression Operators"`,
    'calls = 0; Boolean b = true ? false : called(); return calls;',
    '0',
  ],
  ['i++ and ++i', `${GUIDE}, "Expression Operators"`, "Integer i = 1; return (i++) + ' ' + (++i) + ' ' + i;", '1 3 3'],
  [
    'compound assignment evaluates its place once',
    `${GUIDE}, "Assignment Statements"`,
    "List<Integer> l = new List<Integer>{ 1, 2 }; Integer i = 0; l[i++] += 5; return l + ' ' + i;",
    '(6, 2) 1',
  ],
  [
    'static fields and blocks in the order of the source',
    `${GUIDE}, "Static and Instance Methods, Variables, and Initialization Code"`,
    'return order;',
    '(first, second, block)',
  ],
  [
    'superclass first, then fields, then the constructor',
    `${GUIDE}, "Extended Class Example"`,
    'return new Sub().trail;',
    'base-field;base-constructor;sub-field;sub-constructor;',
  ],
  ['virtual dispatch, and super', `${GUIDE}, "Extending a Class"`, 'Base b = new Sub(); return b.greet();', 'I am sub of base'],
  ['an interface calls the object’s own method', `${GUIDE}, "Interfaces"`, 'Named n = new Sub(); return n.nameOf();', 'sub of base'],
  ['a property’s accessors', `${GUIDE}, "Apex Properties"`, 'doubled = 21; return doubled;', '42'],
  [
    'enum values, names and ordinals',
    `${GUIDE}, "Enums"`,
    "return Kind.values() + Kind.NOTE.name() + Kind.valueOf('call').ordinal();",
    '(CALL, NOTE)NOTE0',
  ],
  [
    'switch on an enum',
    `${GUIDE}, "Switch Statements"`,
    "Kind k = Kind.NOTE; switch on k { when CALL { return 'c'; } when NOTE { return 'n'; } } return null;",
    'n',
  ],
  [
    'switch on a type',
    `${GUIDE}, "Switch Statements"`,
    "Object o = new Sub(); switch on o { when Sub s { return s.nameOf(); } when else { return 'else'; } }",
    'sub of base',
  ],
  [
    'switch tells texts apart by case',
    `${GUIDE}, "Switch Statements"`,
    "switch on 'A' { when 'a' { return 1; } when else { return 2; } }",
    '2',
  ],
  ['instanceof of null is false', `${GUIDE}, "Using the instanceof Keyword"`, 'Object none; return none instanceof String;', 'false'],
  [
    'a wrong cast',
    `${GUIDE}, "Built-In Exceptions"`,
    'Object o = 1; return (String) o;',
    'System.TypeException: Invalid conversion from runtime type Integer to String',
  ],
  [
    'finally runs on the way out',
    `${GUIDE}, "Exception Statements"`,
    "List<Integer> l = new List<Integer>(); try { try { l.add(1); throw new Trouble('x'); } finally { l.add(2); } } catch (Trouble e) { l.add(3); } return l;",
    '(1, 2, 3)',
  ],
  [
    'an exception of one’s own has a message and a cause',
    `${GUIDE}, "Create Custom Exceptions"`,
    "try { throw new Trouble('outer', new Trouble('inner')); } catch (Exception e) { return e.getMessage() + e.getCause().getMessage() + e.getTypeName(); }",
    'outerinnerProbes.Trouble',
  ],
  [
    'its fields have their first values whichever constructor makes it',
    `${GUIDE}, "Create Custom Exceptions"`,
    "return new Trouble('x').code + new Trouble(1).code + new Trouble().code;",
    '15',
  ],
  [
    'catch clauses in order',
    `${GUIDE}, "Exception Handling Example"`,
    "try { Integer.valueOf('x'); return 0; } catch (QueryException e) { return 1; } catch (TypeException e) { return 2; }",
    '2',
  ],
  [
    'a limit is not catchable',
    `${GUIDE}, "Execution Governors and Limits"`,
    'try { return endless(); } catch (Exception e) { return 1; }',
    'System.LimitException: Maximum stack depth reached: 1001',
  ],
  ['400 calls deep', `${GUIDE}, "Execution Governors and Limits"`, 'return deep(400);', '400'],
  [
    'an assertion is not catchable',
    'Apex Reference Guide, "System.assert"',
    'try { System.assert(false); return 0; } catch (Exception e) { return 1; }',
    'System.AssertException: Assertion Failed: Expected: true, Actual: false',
  ],
  [
    'a list changed while a loop walks through it',
    `${GUIDE}, "Iterating Collections"`,
    'List<Integer> l = new List<Integer>{ 1, 2 }; for (Integer i : l) { l.add(i); } return l;',
    'System.FinalException: Cannot modify a collection while it is being iterated.',
  ],
  [
    'break and continue',
    `${GUIDE}, "Loops"`,
    'Integer sum = 0; for (Integer i = 0; i < 10; i++) { if (i == 2) { continue; } if (i == 4) { break; } sum += i; } return sum;',
    '4',
  ],
  ['do-while runs once', `${GUIDE}, "Do-While Loops"`, 'Integer i = 0; do { i++; } while (i < 0); return i;', '1'],
  [
    'keys by equals and hashCode',
    `${GUIDE}, "Using Custom Types in Map Keys and Sets"`,
    'return new Set<Money>{ new Money(1), new Money(1), new Money(2) }.size();',
    '2',
  ],
  [
    'objects without equals are keys by identity',
    `${GUIDE}, "Using Custom Types in Map Keys and Sets"`,
    'return new Set<Ordered>{ new Ordered(1), new Ordered(1) }.size();',
    '2',
  ],
  [
    'sort by compareTo',
    `${GUIDE}, "List Sorting"`,
    'List<Ordered> l = new List<Ordered>{ new Ordered(2), new Ordered(1) }; l.sort(); return l;',
    '(r1, r2)',
  ],
  [
    'map keys tell texts apart by case',
    'Apex Reference Guide, "Map Class"',
    "Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1, 'A' => 2 }; return m.size();",
    '2',
  ],
  [
    'a multi-dimensional list',
    `${GUIDE}, "Lists"`,
    'List<List<Integer>> l = new List<List<Integer>>{ new List<Integer>{ 1 } }; l[0][0] = 7; return l;',
    '((7))',
  ],
  [
    'an array is a list',
    `${GUIDE}, "Using Array Notation for One-Dimensional Lists"`,
    "String[] words = new String[]{ 'a', 'b' }; return words.size() + words[1];",
    '2b',
  ],
  [
    'outside a list',
    `${GUIDE}, "Built-In Exceptions"`,
    'return new List<Integer>()[0];',
    'System.ListException: List index out of bounds: 0',
  ],
];

describe('the language', () => {
  const answers = runProbes(probes, MEMBERS);
  it.each(probes.map(([what, document, code, answer], at) => ({ what, document, code, answer, at })))(
    '$what ($document)',
    ({ at, answer }) => {
      expect(answers[at]).toBe(answer);
    },
  );
});

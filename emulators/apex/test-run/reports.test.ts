import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from '@jest/globals';
import { loadSources } from '../testing/apex-sources.ts';
import { coverageOf } from './coverage.ts';
import { junitXml } from './junit-xml.ts';
import { coverageTable, resultTable } from './result-table.ts';
import { runTests } from './run-tests.ts';

const SOURCES = {
  'Sum.cls': `public class Sum {
  public static Integer of(Integer a, Integer b) {
    if (a == null) {
      return b;
    }
    return a + b;
  }
}`,
  'SumTest.cls': `@IsTest
private class SumTest {
  private static Integer statics = 0;
  @TestSetup
  static void setUp() { statics = 5; insert new Contact(LastName = 'Vo'); }
  @IsTest
  static void it_adds() { Assert.areEqual(3, Sum.of(1, 2)); delete [SELECT Id FROM Contact]; }
  @IsTest
  static void it_starts_anew() { Assert.areEqual(1, [SELECT COUNT() FROM Contact]); Assert.areEqual(0, statics); }
  @IsTest
  static void it_fails() { Assert.areEqual('<a>', 'b', 'not "equal"'); }
}`,
};

const { project, org } = loadSources(SOURCES);
const results = runTests({ project, org });

describe('a run of tests', () => {
  it('gives each method the rows of the set-up, but no statics', () => {
    expect(results.map(({ methodName, failure }) => [methodName, failure === undefined])).toEqual([
      ['it_adds', true],
      ['it_starts_anew', true],
      ['it_fails', false],
    ]);
    expect(org.database.allRows('Contact')).toEqual([]);
  });

  it('tells of a failure where it happened', () => {
    const table = resultTable(results);
    expect(table).toContain('FAIL SumTest');
    expect(table).toContain('it_fails: System.AssertException: Assertion Failed: not "equal": Expected: <a>, Actual: b');
    expect(table).toContain('Class.SumTest.it_fails: line 11');
  });

  it('counts the lines of what is no test', () => {
    const coverage = coverageOf(project);
    expect(coverage).toMatchObject([{ name: 'Sum', lines: 3, covered: 2, missed: [4] }]);
    expect(coverageTable(coverage)).toBe('  67 %  Sum     2/3  missed: 4');
  });

  it('is written as JUnit XML', () => {
    const xml = junitXml(results);
    const suites: unknown = new XMLParser({ ignoreAttributes: false }).parse(xml);
    expect(suites).toMatchObject({ testsuites: { testsuite: { testcase: [{}, {}, { '@_name': 'it_fails' }] } } });
    expect(xml).toContain('<testsuite name="SumTest" tests="3" failures="1"');
    expect(xml).toContain('Expected: &#60;a&#62;');
  });

  it('runs what the filter names', () => {
    expect(runTests({ project, org }, { filter: 'SumTest.it_adds' })).toHaveLength(1);
  });
});

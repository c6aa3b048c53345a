import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createOrg } from '../salesforce/org.ts';
import { openApex } from './open-apex.ts';
import { percent, total } from './test-run/coverage.ts';
import { coverageTable } from './test-run/result-table.ts';

/** Below this a package version cannot be promoted (Salesforce DX Developer Guide, "Code Coverage for Unlocked Packages"). */
const PROMOTION_GATE = 75;
const OURS = 90;

const apex = openApex({ root: fileURLToPath(new URL('../..', import.meta.url)), org: createOrg() });
const results = apex.runTests();
const coverage = apex.coverage();

afterAll(() => {
  apex.close();
});

for (const [className, methods] of Map.groupBy(results, (result) => result.className)) {
  describe(className, () => {
    it.each(methods.map((method) => [method.methodName, method.failure] as const))('%s', (_name, failure) => {
      expect(failure).toBeUndefined();
    });
  });
}

describe('the package’s Apex', () => {
  it('has tests', () => {
    expect(results.length).toBeGreaterThan(100);
  });

  it('is covered by them, as a whole and class by class', () => {
    process.stdout.write(`${coverageTable(coverage)}\n`);
    expect(percent(total(coverage))).toBeGreaterThanOrEqual(OURS);
    expect(coverage.filter((each) => percent(each) < PROMOTION_GATE)).toEqual([]);
  });
});

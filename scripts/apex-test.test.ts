import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { COMPILE_CACHE } from '../e2e/stack/compile-cache.ts';

let root: string;

const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/apex-test.ts', '--root', root, ...args], {
    env: { ...process.env, ...COMPILE_CACHE },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'sfdx-'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'sfdx-project.json'), '{ "packageDirectories": [{ "path": "src" }] }');
  writeFileSync(
    join(root, 'src/Sum.cls'),
    'public class Sum {\n  public static Integer of(Integer a, Integer b) {\n    return a + b;\n  }\n}\n',
  );
  const test = (sum: number) => `Assert.areEqual(${sum}, Sum.of(1, 2));`;
  writeFileSync(
    join(root, 'src/SumTest.cls'),
    `@IsTest\nprivate class SumTest {\n  @IsTest static void good() { ${test(3)} }\n  @IsTest static void bad() { ${test(4)} }\n}\n`,
  );
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('npm run apex:test', () => {
  it('runs another project’s tests, says what failed and what is not modelled, and ends with 1', () => {
    const { status, stdout } = run('--coverage', '--junit', join(root, 'report.xml'));
    expect(stdout).toContain('bad: System.AssertException: Assertion Failed: Expected: 4, Actual: 3');
    expect(stdout).toContain(' 100 %  Sum     1/1');
    expect(stdout).toMatch(/1 passed, 1 failed; 100\.0 % of 1 lines covered/);
    expect(stdout).toContain('No org was asked.');
    expect(status).toBe(1);
    expect(readFileSync(join(root, 'report.xml'), 'utf8')).toContain('<testcase classname="SumTest" name="good"');
  });

  it('ends with 0 when everything that was asked for passed', () => {
    expect(run('--filter', 'SumTest.good').status).toBe(0);
  });

  it('says where to get another engine that is not there', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/apex-test.ts', '--root', root, '--engine', 'aer'], {
      encoding: 'utf8',
      env: { PATH: '' },
    });
    expect([status, stderr]).toEqual([1, expect.stringContaining('aer is not on PATH')]);
  });
});

import { type Coverage, percent } from './coverage.ts';
import type { TestResult } from './test-result.ts';

/** A line for each class with its number of methods and time; failures with their message and calls. */
export const resultTable = (results: readonly TestResult[]): string => {
  const groups = [...Map.groupBy(results, ({ className }) => className)];
  const width = Math.max(0, ...groups.map(([name]) => name.length));
  return groups
    .map(([name, cases]) => {
      const failed = cases.filter(({ failure }) => failure);
      const time = cases.reduce((sum, each) => sum + each.milliseconds, 0);
      const head = `${failed.length === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(width)}  ${String(cases.length).padStart(3)} tests  ${time.toFixed(0).padStart(5)} ms`;
      const details = failed.map(
        ({ methodName, failure }) => `     ${methodName}: ${failure?.message ?? ''}\n${indented(failure?.trace ?? '')}`,
      );
      return [head, ...details].join('\n');
    })
    .join('\n');
};

const indented = (trace: string): string => trace.replace(/^/gm, '          ');

/** A line for each class: per cent, lines, and the lines that never ran. */
export const coverageTable = (coverage: readonly Coverage[]): string => {
  const width = Math.max(0, ...coverage.map(({ name }) => name.length));
  const sorted = coverage.toSorted((left, right) => left.name.localeCompare(right.name));
  return sorted
    .map((each) => {
      const missed = each.missed.length > 0 ? `  missed: ${each.missed.join(', ')}` : '';
      return `${percent(each).toFixed(0).padStart(4)} %  ${each.name.padEnd(width)}  ${String(each.covered).padStart(4)}/${each.lines}${missed}`;
    })
    .join('\n');
};

import type { TestResult } from './test-result.ts';

const escape = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- XML has no way to write these
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '').replace(/[<>&"]/g, (char) => `&#${char.charCodeAt(0)};`);

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

const testCase = ({ className, methodName, milliseconds, failure }: TestResult): string => {
  const open = `    <testcase classname="${escape(className)}" name="${escape(methodName)}" time="${seconds(milliseconds)}"`;
  if (!failure) return `${open}/>`;
  return `${open}>\n      <failure message="${escape(failure.message)}">${escape(failure.trace)}</failure>\n    </testcase>`;
};

/** Results in the form that build servers read, a suite for each class. */
export const junitXml = (results: readonly TestResult[]): string => {
  const suites = [...Map.groupBy(results, ({ className }) => className)].map(([name, cases]) => {
    const failures = cases.filter(({ failure }) => failure).length;
    const time = seconds(cases.reduce((sum, each) => sum + each.milliseconds, 0));
    return `  <testsuite name="${escape(name)}" tests="${cases.length}" failures="${failures}" time="${time}">\n${cases.map(testCase).join('\n')}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
};

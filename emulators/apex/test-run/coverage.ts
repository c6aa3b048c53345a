import type { LineHits } from '../engine.ts';
import type { Project } from '../load-project.ts';
import { isTestClass } from './test-method.ts';

/** Lines of one class or trigger that can run, and those that ran. */
export type Coverage = {
  readonly name: string;
  readonly file: string;
  readonly lines: number;
  readonly covered: number;
  readonly missed: readonly number[];
};

const ofFile = (name: string, file: string, hits: LineHits): Coverage => {
  const missed = [...hits].filter(([, count]) => count === 0).map(([line]) => line);
  return { name, file, lines: hits.size, covered: hits.size - missed.length, missed: missed.sort((left, right) => left - right) };
};

/** Per class and trigger; test classes do not count (Apex Developer Guide, "Code Coverage Best Practices"), nor do files without a line that can run. */
export const coverageOf = ({ classes, triggers, engine }: Project): Coverage[] => {
  const files = [
    ...classes.filter((type) => !isTestClass(type)).map((type) => ({ name: type.name, file: type.declaration.file })),
    ...triggers.map(({ name, file }) => ({ name, file })),
  ];
  return files.map(({ name, file }) => ofFile(name, file, engine.hitsOf(file))).filter(({ lines }) => lines > 0);
};

export const percent = ({ lines, covered }: { lines: number; covered: number }): number => (lines === 0 ? 100 : (100 * covered) / lines);

/** All together. */
export const total = (coverage: readonly Coverage[]): { lines: number; covered: number } => ({
  lines: coverage.reduce((sum, each) => sum + each.lines, 0),
  covered: coverage.reduce((sum, each) => sum + each.covered, 0),
});

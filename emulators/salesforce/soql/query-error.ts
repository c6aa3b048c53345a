import { PlatformError } from '../platform-error.ts';
import type { Position } from './query.ts';

const WINDOW = 80;

/**
 * The platform shows the place: the text around it, a caret below, "ERROR at Row:1:Column:12", then what is wrong
 * (seen in public issue threads, among them jesperfj/force-rest-api#92).
 */
export const queryError = (text: string, at: Position, error: { errorCode: string; message: string }): PlatformError => {
  const line = text.split('\n')[at.line - 1] ?? '';
  const from = Math.max(0, Math.min(at.column - WINDOW / 2, line.length - WINDOW));
  const excerpt = line.slice(from, from + WINDOW);
  const caret = `${' '.repeat(at.column - from)}^`;
  return new PlatformError({
    errorCode: error.errorCode,
    message: `\n${excerpt}\n${caret}\nERROR at Row:${at.line}:Column:${at.column + 1}\n${error.message}`,
  });
};

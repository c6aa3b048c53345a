import { PlatformError } from '../platform-error.ts';
import type { PathValues, Route } from './api-request.ts';
import { notFound } from './error-response.ts';

export type Match = { readonly route: Route; readonly values: PathValues };

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFound();
  }
};

const segmentsOf = (path: string) => path.replace(/^\/|\/$/g, '').split('/');

const valuesOf = (pattern: string, path: string): PathValues | undefined => {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(path);
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [at, segment] of wanted.entries()) {
    const text = given[at] ?? '';
    if (segment.startsWith(':')) values[segment.slice(1)] = decode(text);
    else if (segment !== text) return undefined;
  }
  return values;
};

/** The first route of the list that fits; 405 when only another method would, 404 when nothing does. */
export const matchRoute = (routes: readonly Route[], call: { method: string; path: string }): Match => {
  const fitting = routes.flatMap((route) => {
    const values = valuesOf(route.pattern, call.path);
    return values ? [{ route, values }] : [];
  });
  const match = fitting.find(({ route }) => route.method === call.method);
  if (match) return match;
  if (fitting.length === 0) throw notFound();
  const allowed = [...new Set(fitting.map(({ route }) => route.method))].join(', ');
  throw new PlatformError({
    status: 405,
    errorCode: 'METHOD_NOT_ALLOWED',
    message: `HTTP Method '${call.method}' not allowed. Allowed are ${allowed}`,
  });
};

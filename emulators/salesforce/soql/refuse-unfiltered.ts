import { queryError } from './query-error.ts';
import type { Condition, Query } from './query.ts';

const FILTERS = ['id', 'contentdocumentid', 'linkedentityid'];

const message =
  'Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Ids using the IN operator.';

const isFilter = (condition: Condition | undefined): boolean => {
  if (condition?.kind === 'and') return condition.parts.some(isFilter);
  if (condition?.kind !== 'compare' || !['=', 'IN'].includes(condition.operator)) return false;
  return FILTERS.includes(condition.path.steps.at(-1)?.toLowerCase() ?? '') && condition.path.steps.length <= 2;
};

/** Links of files are not listed, only those of files or records that are named (Object Reference, "ContentDocumentLink", Usage). */
export const refuseUnfiltered = ({ from, where }: Pick<Query, 'from' | 'where'>, source: string): void => {
  if (from.steps.join('.').toLowerCase() !== 'contentdocumentlink' || isFilter(where)) return;
  throw queryError(source, from.at, { errorCode: 'MALFORMED_QUERY', message });
};

import { z } from 'zod';
import type { CustomerPage, Directory, PagePosition } from '../directory/directory.ts';
import { optional, readParams, worker, type CallbackParams } from './callback-params.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';

// The app asks for 30. An answer over 64 KB is an error to Frontline (48003); a hundred of the longest names stay under 45 KB.
const DEFAULT_PAGE_SIZE = 30;
const MAX_PAGE_SIZE = 100;

const pageSize = optional
  .pipe(
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .pipe(z.number().min(1))
      .optional(),
  )
  .transform((size) => Math.min(size ?? DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE));

const requestSchema = z.object({
  Worker: worker,
  PageSize: pageSize,
  Anchor: optional,
  NextPageToken: optional,
  Query: optional,
});

const EMPTY_PAGE: CustomerPage = { customers: [] };

/**
 * GetCustomersList: one page of the worker's own customers by name, or of those that match `Query`.
 * The page starts after `NextPageToken` (the token wins, being exact), else after the customer `Anchor`; an anchor that is
 * not this worker's ends the list rather than starting it again.
 */
export function listCustomers({ directory }: { readonly directory: Directory }) {
  return async (params: CallbackParams) => {
    const request = readParams(requestSchema, params);
    const start = await startOfPage(directory, request);
    if (start === 'nowhere') return answer(EMPTY_PAGE);
    const page = { size: request.PageSize, ...(start && { after: start }) };
    return answer(
      request.Query === undefined
        ? await directory.list(request.Worker, page)
        : await directory.search(request.Worker, { text: request.Query, page }),
    );
  };
}

async function startOfPage(directory: Directory, request: z.infer<typeof requestSchema>): Promise<PagePosition | undefined | 'nowhere'> {
  if (request.NextPageToken !== undefined) return decodePageToken(request.NextPageToken);
  if (request.Anchor === undefined) return undefined;
  return (await directory.positionOf(request.Worker, request.Anchor)) ?? 'nowhere';
}

function answer(page: CustomerPage) {
  return {
    objects: {
      customers: page.customers.map(({ id, displayName }) => ({ customer_id: id, display_name: displayName })),
      searchable: true,
      ...(page.next && { next_page_token: encodePageToken(page.next) }),
    },
  };
}

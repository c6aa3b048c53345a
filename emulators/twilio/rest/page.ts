import { z } from 'zod';
import { TwilioError } from '../account/twilio-error.ts';
import { parameter } from './parameter.ts';
import type { Answer, Place } from './operation.ts';

/** Parameters that every list takes. */
export const pageParameters = {
  PageSize: parameter.integer.optional(),
  Page: parameter.integer.optional(),
  PageToken: z.string().optional(),
};

export type PageParameters = { PageSize?: number | undefined; Page?: number | undefined; PageToken?: string | undefined };

/** https://www.twilio.com/docs/usage/twilios-response#pagination */
const defaultPageSize = 50;
/** Larger sizes are cut, as clients that read everything ask for 1,000. A list may document less. */
const largestPageSize = 100;

export type Listing<T> = {
  place: Place;
  parameters: PageParameters;
  /** Filters, repeated in the page links. */
  filters?: Readonly<Record<string, string | undefined>>;
  key: string;
  /** All of them, in any order. */
  items: readonly T[];
  /** A number that names an item's place for ever: a page starts after the one before it, whatever was added meanwhile. */
  position: (item: T) => number;
  /** The highest position first. */
  descending?: boolean;
  largest?: number;
  render: (item: T) => unknown;
};

const readToken = (token: string | undefined) => {
  if (token === undefined) return undefined;
  const position = /^PT(\d+)$/.exec(token)?.[1];
  if (position === undefined) throw new TwilioError(20001, 'Invalid parameter PageToken');
  return Number(position);
};

/** What is left of the list after the page that the token names, in order. */
const remaining = <T>({ items, position, parameters, descending = false }: Listing<T>): readonly T[] => {
  const after = readToken(parameters.PageToken) ?? (descending ? Infinity : -Infinity);
  const direction = descending ? -1 : 1;
  return items.filter((item) => (position(item) - after) * direction > 0).sort((a, b) => (position(a) - position(b)) * direction);
};

/** One page of a list, with Twilio's paging block. */
export const page = <T>(listing: Listing<T>): Answer => {
  const { parameters, key, position, render, largest = largestPageSize } = listing;
  const { PageSize = defaultPageSize, Page: number = 0, PageToken } = parameters;
  const size = Math.min(Math.max(PageSize, 1), largest);
  const left = remaining(listing);
  const shown = left.slice(0, size);
  const last = size < left.length ? shown.at(-1) : undefined;
  const link = linkOf(listing, size);
  return {
    status: 200,
    body: {
      [key]: shown.map(render),
      meta: {
        page: number,
        page_size: size,
        first_page_url: link({ Page: '0' }),
        previous_page_url: null,
        url: link({ Page: String(number), PageToken }),
        next_page_url: last === undefined ? null : link({ Page: String(number + 1), PageToken: `PT${position(last)}` }),
        key,
      },
    },
  };
};

const linkOf =
  <T>({ filters, place }: Listing<T>, size: number) =>
  (extra: Readonly<Record<string, string | undefined>>) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries<string | undefined>({ ...filters, PageSize: String(size), ...extra })) {
      if (value !== undefined) query.set(name, value);
    }
    return `${place.resource}?${query.toString()}`;
  };

/** One request that the REST API took and what it answered. `path` is below the product's host, without query. */
export type Exchange = {
  product: string;
  method: string;
  path: string;
  query: Readonly<Record<string, unknown>>;
  /** Parsed form or JSON; undefined when there was no body. */
  body: unknown;
  status: number;
  answer: unknown;
};

export type OnExchange = (exchange: Exchange) => void;

/** A call of the REST API below `/services/data/vNN.0`, whether it came alone or inside a composite request. */
export type ApiRequest = {
  readonly method: string;
  /** `v65.0`. */
  readonly version: string;
  /** `/sobjects/Contact/003...`, percent-encoded as it came. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly userId: string;
};

export type ApiResponse = { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

/** `:name` segments of the matched route, decoded. */
export type PathValues = Readonly<Record<string, string>>;

export type Route = {
  readonly method: string;
  /** `/sobjects/:object/:id` */
  readonly pattern: string;
  readonly handle: (request: ApiRequest, values: PathValues) => ApiResponse;
};

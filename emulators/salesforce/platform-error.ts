/** An error as the REST API words it: `[{"message","errorCode","fields"?}]` under an HTTP status. Not for one record's SaveResult. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[] | undefined;

  constructor(error: { status?: number; errorCode: string; message: string; fields?: readonly string[] }) {
    super(error.message);
    this.status = error.status ?? 400;
    this.errorCode = error.errorCode;
    this.fields = error.fields;
  }
}

/** What became of one test method; `failure` has the message and the calls, the innermost first. */
export type TestResult = {
  readonly className: string;
  readonly methodName: string;
  readonly milliseconds: number;
  readonly failure?: { readonly message: string; readonly trace: string };
};

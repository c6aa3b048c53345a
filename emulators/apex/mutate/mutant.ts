/** One change of one place in a source file. */
export type Mutant = {
  readonly file: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly replacement: string;
  readonly what: string;
};

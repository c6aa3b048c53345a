/** The project cannot be run: a syntax error, an unknown name, or something that this engine does not model. Says where. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly file: string;
  readonly line: number;

  constructor(at: { file: string; line: number }, message: string) {
    super(`${at.file}:${at.line}: ${message}`);
    this.file = at.file;
    this.line = at.line;
  }
}

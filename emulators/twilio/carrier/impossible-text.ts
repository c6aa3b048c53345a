/** A text that no network would carry: from or to a number that is none. */
export class ImpossibleText extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImpossibleText';
  }
}

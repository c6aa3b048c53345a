/** A piece of SOQL or SOSL that only the `soql` tag and `identifier` make, so that no other text is taken for one. */
export class SoqlText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

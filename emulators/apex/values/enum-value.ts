/** One constant of an enum; there is one object for each, so that `===` compares them. */
export class EnumValue {
  /** The enum's full Apex name. */
  readonly typeName: string;
  readonly name: string;
  readonly ordinal: number;

  constructor(typeName: string, name: string, ordinal: number) {
    this.typeName = typeName;
    this.name = name;
    this.ordinal = ordinal;
  }
}

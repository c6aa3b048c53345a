/** A field that a file names, for the object model to find. */
export interface NamedField {
  /** The file, from the repository's root. */
  readonly path: string;
  readonly object: string;
  /** The field, maybe through relationships: `Account.Owner.Name`. */
  readonly field: string;
}

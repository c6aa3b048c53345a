import { SoqlText } from './soql-text.ts';

/** Names that are not known until the configuration is read. Everything else is written out in the query itself. */
const ALLOWED = ['Username', 'FederationIdentifier', 'Email'] as const;

export type Identifier = (typeof ALLOWED)[number];

/** A field name from the list of allowed ones, as a piece of SOQL. Throws a RangeError on any other, whatever its type says. */
export function identifier(name: Identifier): SoqlText {
  if (!ALLOWED.includes(name)) throw new RangeError(`'${name}' is not an allowed field name`);
  return new SoqlText(name);
}

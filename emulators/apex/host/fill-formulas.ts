import { createHmac } from 'node:crypto';

/** `Frontline_Gateway.SigningKey` to its value: what an admin typed into the principal of an external credential. */
export type CredentialValues = ReadonlyMap<string, string>;

type Term = string | Buffer;
type Parsed = { readonly value: Term; readonly rest: string };

const bytes = (term: Term | undefined): Buffer => (typeof term === 'string' ? Buffer.from(term) : (term ?? Buffer.alloc(0)));

const HASHES: Readonly<Record<string, string>> = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-512': 'sha512' };

/** Salesforce Help, "Formula Functions for Custom Headers and Bodies of Named Credentials": those that are used here. */
const FUNCTIONS: Readonly<Record<string, (args: readonly Term[]) => Term>> = {
  BASE64ENCODE: ([value]) => bytes(value).toString('base64'),
  BLOB: ([value]) => bytes(value),
  HEX: ([value]) => bytes(value).toString('hex'),
  HMAC: ([name, value, key]) => {
    const hash = HASHES[String(name)];
    if (hash === undefined) throw new Error(`the hash ${String(name)} is not modelled`);
    return createHmac(hash, bytes(key)).update(bytes(value)).digest();
  },
};

const unexpected = (text: string): Error => new Error(`the formula cannot be read at: ${text.slice(0, 40)}`);

const readArguments = (text: string, values: CredentialValues): { readonly args: readonly Term[]; readonly rest: string } => {
  const args: Term[] = [];
  let rest = text;
  for (;;) {
    const parsed = read(rest, values);
    args.push(parsed.value);
    rest = parsed.rest.trimStart();
    if (rest.startsWith(')')) return { args, rest: rest.slice(1) };
    if (!rest.startsWith(',')) throw unexpected(rest);
    rest = rest.slice(1);
  }
};

const read = (text: string, values: CredentialValues): Parsed => {
  const source = text.trimStart();
  const [quoted, inside = ''] = /^'((?:\\.|[^'\\])*)'/s.exec(source) ?? [];
  if (quoted !== undefined) return { value: inside.replace(/\\(.)/gs, '$1'), rest: source.slice(quoted.length) };
  const [named, path = ''] = /^\$Credential\.([\w.]+)/.exec(source) ?? [];
  if (named !== undefined) {
    const value = values.get(path);
    if (value === undefined) throw new Error(`no credential holds ${path}`);
    return { value, rest: source.slice(named.length) };
  }
  const [call, name = ''] = /^([A-Z0-9]+)\s*\(/.exec(source) ?? [];
  const apply = FUNCTIONS[name];
  if (call === undefined || !apply) throw unexpected(source);
  const { args, rest } = readArguments(source.slice(call.length), values);
  return { value: apply(args), rest };
};

/** Replaces each `{!...}` of a header by what its formula gives. Throws for a formula that is not understood. */
export const fillFormulas = (text: string, values: CredentialValues): string => {
  const start = text.indexOf('{!');
  if (start < 0) return text;
  const { value, rest } = read(text.slice(start + 2), values);
  const after = rest.trimStart();
  if (!after.startsWith('}')) throw unexpected(after);
  const shown = typeof value === 'string' ? value : value.toString('utf8');
  return text.slice(0, start) + shown + fillFormulas(after.slice(1), values);
};

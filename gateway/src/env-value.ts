import { createPrivateKey } from 'node:crypto';
import { isIP } from 'node:net';
import { isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function isAllowedUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
}

/** Salesforce's JWT flow signs with RS256, so no other kind of key will do. */
function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

const PROXY_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

const MAX_BITS: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

/** A number of hops, or a list of addresses, subnets (`10.0.0.0/8`) and Express's three names for usual ones. */
function isTrustProxy(text: string): boolean {
  if (/^\d{1,2}$/.test(text)) return true;
  return text.split(',').every((item) => PROXY_NAMES.has(item.trim()) || isSubnet(item.trim()));
}

function isSubnet(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const maxBits = MAX_BITS[isIP(address)];
  if (maxBits === undefined || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= maxBits);
}

const WITHOUT_SLASH = (text: string) => !text.endsWith('/');

const baseUrl = z
  .string()
  .refine(isAllowedUrl, 'must be an https URL without a user (plain http only to this machine)')
  .refine(WITHOUT_SLASH, 'must not end with a slash');

const url = z.string().refine(isAllowedUrl, 'must be an https URL without a user (plain http only to this machine)');

const MEDIA_TYPE = /^[a-z]+\/(\*|[a-z0-9][a-z0-9.+-]*)$/;

const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'];

/** node-postgres would take more, but not mean the same as libpq by it. */
function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) return false;
  return url.pathname.length > 1 && SSL_MODES.includes(url.searchParams.get('sslmode') ?? 'disable');
}

const number = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

const sid = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-zA-Z]{32}$`), `must be a Twilio SID: ${prefix} and 32 more characters`);

/** How one environment variable is read: the message says what it should be, never what it was. */
export const envValue = {
  text: z.string(),
  /** What goes into a header, or beside one: no blanks, no line breaks. */
  token: z.string().regex(/^[\x21-\x7e]+$/, 'must be of visible ASCII characters, without blanks'),
  url,
  /** A list of types of files, as `image/*,application/pdf`. */
  mediaTypes: z
    .string()
    .transform((list) => list.split(',').map((item) => item.trim().toLowerCase()))
    .pipe(z.array(z.string().regex(MEDIA_TYPE, 'must be a list of types such as image/*,application/pdf'))),
  baseUrl,
  baseUrls: z
    .string()
    .transform((list) => list.split(',').map((item) => item.trim()))
    .pipe(z.array(baseUrl).min(1)),
  number,
  milliseconds: number(1, 86_400_000),
  sid,
  /** E.164, with or without `whatsapp:`; the prefix is taken off. */
  phoneNumber: z
    .string()
    .transform((text) => text.replace(/^whatsapp:/i, ''))
    .pipe(z.string().regex(/^\+[1-9]\d{1,14}$/, 'must be an E.164 number such as +14155550100')),
  databaseUrl: z
    .string()
    .refine(isDatabaseUrl, `must be postgres://USER:PASSWORD@HOST:PORT/DATABASE, with sslmode one of ${SSL_MODES.join(', ')}`),
  /** PEM with real newlines or with the two characters `\n`, as env files and secret stores write it. */
  pem: z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n'))
    .refine(isRsaKey, 'must be a private RSA key in PEM form'),
  trustProxy: z.string().refine(isTrustProxy, 'must be a number of hops, or a list of addresses and subnets'),
  country: z.string().refine(isSupportedCountry, 'must be a two-letter country code such as US'),
} as const;

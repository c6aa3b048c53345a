import type { ConnectionOptions } from 'node:tls';
import { StoreError } from './store-error.ts';

/** How libpq names it (https://www.postgresql.org/docs/current/libpq-ssl.html). Its modes that may end in clear text are left out. */
const MODES = ['disable', 'require', 'verify-ca', 'verify-full'];

/**
 * Whether and how to encrypt: by `sslmode` in the URL, with libpq's meaning; without it, fully verified when there are
 * certificates to trust, else not at all. Throws a StoreError (`unusable`) for another mode.
 */
export function postgresTls(url: URL, caPem: string | undefined): ConnectionOptions | false {
  const mode = url.searchParams.get('sslmode') ?? (caPem === undefined ? 'disable' : 'verify-full');
  if (!MODES.includes(mode)) throw new StoreError('unusable', `DATABASE_URL: sslmode must be one of ${MODES.join(', ')}.`);
  if (mode === 'disable') return false;
  const ca = caPem === undefined ? {} : { ca: caPem };
  if (mode === 'verify-full') return ca;
  // As libpq does: "require" verifies the issuer when there is one to verify against.
  if (mode === 'require' && caPem === undefined) return { rejectUnauthorized: false };
  return { ...ca, checkServerIdentity: () => undefined };
}

import { describe, expect, it } from '@jest/globals';
import { postgresTls } from './postgres-tls.ts';

const PEM = '-----BEGIN CERTIFICATE-----';
const tls = (query: string, caPem?: string) => postgresTls(new URL(`postgres://u@db.example/x${query}`), caPem);

describe('encryption of the way to PostgreSQL', () => {
  it('is fully verified as soon as there are certificates to trust', () => {
    expect(tls('', PEM)).toEqual({ ca: PEM });
    expect(tls('?sslmode=verify-full', PEM)).toEqual({ ca: PEM });
    expect(tls('?sslmode=verify-full')).toEqual({});
  });

  it('is as libpq means each mode', () => {
    expect(tls('')).toBe(false);
    expect(tls('?sslmode=disable', PEM)).toBe(false);
    expect(tls('?sslmode=require')).toEqual({ rejectUnauthorized: false });
    for (const query of ['?sslmode=require', '?sslmode=verify-ca']) {
      expect(tls(query, PEM)).toEqual({ ca: PEM, checkServerIdentity: expect.any(Function) });
    }
  });

  it('has no mode that may end in clear text', () => {
    expect(() => tls('?sslmode=prefer')).toThrow('sslmode must be one of');
  });
});

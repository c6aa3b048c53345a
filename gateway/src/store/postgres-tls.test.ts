import { describe, expect, it } from '@jest/globals';
import { selfSignedCertificate } from '../../../emulators/salesforce/events/self-signed-certificate.ts';
import { openStore } from './open-store.ts';
import { postgresTls } from './postgres-tls.ts';
import { onShared } from './testing/engines.ts';
import { startPostgres } from './testing/postgres-server.ts';

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

onShared('a $name that offers encryption', () => {
  it('is trusted by its certificate and its name, and by nothing less', async () => {
    const tls = await selfSignedCertificate(new Date());
    const server = await startPostgres({ tls });
    const databaseUrl = await server.createDatabase();
    const encrypted = () =>
      server.execute(
        databaseUrl,
        `select bool_and(ssl) as all from pg_stat_ssl join pg_stat_activity using (pid)
      where application_name = 'frontline-gateway'`,
      );
    const open = async (query: string, caPem?: string) => {
      const store = await openStore({ databaseUrl: databaseUrl + query, patienceMs: 0, ...(caPem !== undefined && { caPem }) });
      const [row] = await encrypted();
      await store.close();
      return row?.all;
    };
    try {
      expect(await open('', tls.certificatePem)).toBe(true);
      expect(await open('?sslmode=require')).toBe(true);
      await expect(open('?sslmode=verify-full')).rejects.toMatchObject({
        code: 'unusable',
        message: expect.stringContaining('self-signed'),
      });
      const { certificatePem: another } = await selfSignedCertificate(new Date());
      await expect(open('?sslmode=verify-ca', another)).rejects.toMatchObject({ code: 'unusable' });
    } finally {
      await server.close();
    }
  });
});

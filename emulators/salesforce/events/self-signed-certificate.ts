import { generate } from 'selfsigned';

export type Certificate = { readonly keyPem: string; readonly certificatePem: string };

const ONE_DAY = 24 * 60 * 60 * 1000;

/**
 * A fresh certificate for `localhost`, 127.0.0.1 and ::1, valid from yesterday for a year. It signs itself: a client trusts the server by
 * taking `certificatePem` as its certificate authority.
 */
export const selfSignedCertificate = async (now: Date): Promise<Certificate> => {
  const pem = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - ONE_DAY),
    notAfterDate: new Date(now.getTime() + 365 * ONE_DAY),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { keyPem: pem.private, certificatePem: pem.cert };
};

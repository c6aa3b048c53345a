import { createHash, createHmac, randomInt } from 'node:crypto';
import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import { ApexBlob } from '../../values/blob.ts';

const DIGESTS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  'SHA-1': 'sha1',
  SHA256: 'sha256',
  'SHA-256': 'sha256',
  SHA512: 'sha512',
  'SHA-512': 'sha512',
};

const digest = (name: string): string => {
  const known = DIGESTS[name.toUpperCase()];
  if (known === undefined) throw new ApexError('InvalidParameterValueException', `Invalid algorithm: ${name}`);
  return known;
};

/** Apex Reference Guide, "Crypto Class": digests and codes. */
export const cryptoType = (engine: Engine): PlatformType => ({
  name: 'Crypto',
  statics: {
    'Blob generateDigest(String algorithm, Blob input)': (name: string, input: ApexBlob) =>
      new ApexBlob(createHash(digest(name)).update(input.bytes).digest()),
    'Blob generateMac(String algorithm, Blob input, Blob key)': (name: string, input: ApexBlob, key: ApexBlob) =>
      new ApexBlob(
        createHmac(digest(name.replace(/^hmac/i, '')), key.bytes)
          .update(input.bytes)
          .digest(),
      ),
    'Integer getRandomInteger()': () => engine.context().witness(() => randomInt(-(2 ** 31), 2 ** 31)),
  },
});

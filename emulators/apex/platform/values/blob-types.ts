import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import { ApexBlob } from '../../values/blob.ts';

const utf8 = (blob: ApexBlob): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(blob.bytes);
  } catch {
    throw new ApexError('StringException', 'BLOB is not a valid UTF-8 string');
  }
};

const blob: PlatformType = {
  name: 'Blob',
  kind: 'primitive',
  is: (value) => value instanceof ApexBlob,
  methods: { 'Integer size()': (self: ApexBlob) => self.bytes.length, 'String toString()': utf8 },
  statics: { 'Blob valueOf(String text)': (text: string) => new ApexBlob(Buffer.from(text)) },
};

const encodingUtil: PlatformType = {
  name: 'EncodingUtil',
  statics: {
    'Blob base64Decode(String text)': (text: string) => new ApexBlob(Buffer.from(text, 'base64')),
    'String base64Encode(Blob bytes)': (bytes: ApexBlob) => bytes.bytes.toString('base64'),
    'Blob convertFromHex(String text)': (text: string) => new ApexBlob(Buffer.from(text, 'hex')),
    'String convertToHex(Blob bytes)': (bytes: ApexBlob) => bytes.bytes.toString('hex'),
    'String urlDecode(String text, String charset)': (text: string) => decodeURIComponent(text.replaceAll('+', ' ')),
    'String urlEncode(String text, String charset)': (text: string) =>
      encodeURIComponent(text)
        .replace(/%20/g, '+')
        .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
  },
};

/** Bytes and their encodings. */
export const blobTypes: readonly PlatformType[] = [blob, encodingUtil];

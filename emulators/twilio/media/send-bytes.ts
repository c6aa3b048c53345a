import type { Response } from 'express';
import { Readable } from 'node:stream';
import type { MediaFault } from './media-faults.ts';
import type { Media } from './media.ts';

const CHUNK = 64 * 1024;

/** Zeroes, made as they are read. */
function* zeroes(bytes: number) {
  for (let left = bytes; left > 0; left -= CHUNK) yield Buffer.alloc(Math.min(CHUNK, left));
}

/** Sends a file's bytes, or what a fault makes of them. */
export const sendBytes = (response: Response, { bytes, contentType }: Media, fault: MediaFault | undefined): void => {
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  response.set('Content-Type', contentType);
  switch (fault?.kind) {
    case undefined:
      response.set('Content-Length', String(bytes.length)).end(bytes);
      return;
    case 'redirect':
      response.redirect(fault.status, fault.to);
      return;
    case 'status':
      response.status(fault.status).type('xml').send('<Error><Code>InternalError</Code></Error>');
      return;
    case 'endless':
      Readable.from(zeroes(fault.bytes)).pipe(response);
      return;
    case 'short':
      response.write(half);
      response.end();
      return;
    case 'stall':
      response.set('Content-Length', String(bytes.length)).write(half);
      return;
    case 'cut':
      response.set('Content-Length', String(bytes.length)).write(half, () => response.socket?.resetAndDestroy());
  }
};

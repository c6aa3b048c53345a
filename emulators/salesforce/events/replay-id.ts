/** The wire form has ten bytes in an org of today: the position, big-endian, and two bytes of zero (seen in forcedotcom/pub-sub-api logs). */
const POSITION_BYTES = 8;
const WIRE_BYTES = 10;

const MAX_POSITION = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Replay ids between their number, which the bus counts with, and their bytes, which clients must treat as opaque.
 * `decode` answers undefined for bytes that cannot be an id; clients that send back only the first eight bytes are understood.
 */
export const replayId = {
  encode: (position: number): Buffer => {
    const bytes = Buffer.alloc(WIRE_BYTES);
    bytes.writeBigUInt64BE(BigInt(position));
    return bytes;
  },
  decode: (bytes: Buffer): number | undefined => {
    if (bytes.length !== POSITION_BYTES && bytes.length !== WIRE_BYTES) return undefined;
    const position = bytes.readBigUInt64BE();
    return position > MAX_POSITION ? undefined : Number(position);
  },
};

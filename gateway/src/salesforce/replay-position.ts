/** Bytes that hold the position; an id of today has two more, which are zero. */
const POSITION_BYTES = 8;
const LENGTHS: ReadonlySet<number> = new Set([POSITION_BYTES, POSITION_BYTES + 2]);

/**
 * The number that EventBusSubscriber gives for a replay id, from the bytes that the Pub/Sub API gives for it (base64).
 *
 * The guide calls these bytes opaque. What is relied on here, as seen in logs of forcedotcom/pub-sub-api: they are that number,
 * big-endian, in the first eight of ten bytes. Bytes of another length give undefined, and whoever asks has to do without.
 */
export function replayPosition(replayId: string): bigint | undefined {
  const bytes = Buffer.from(replayId, 'base64');
  return LENGTHS.has(bytes.length) ? bytes.readBigUInt64BE() : undefined;
}

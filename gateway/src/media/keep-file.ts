import { toGatewayError } from '../errors.ts';
import { fileName } from './file-name.ts';
import { digesting, sameAs, upTo } from './guard-bytes.ts';
import { judgeMedia, type MediaLimits } from './judge-media.ts';
import type { MediaJob } from './media-entry.ts';
import type { Bytes, MediaFile, MediaSource } from './media-source.ts';
import type { RecordFiles } from './record-files.ts';
import type { Refused } from './refusal-note.ts';
import type { Scan } from './scan.ts';

export interface KeepFileDeps {
  readonly source: MediaSource;
  readonly files: RecordFiles;
  readonly limits: MediaLimits;
  /** Absent where files are not scanned. */
  readonly scan?: Scan | undefined;
}

export type Outcome = { readonly fileId: string; readonly bytes: number } | Refused;

/**
 * Brings a file of a message to its record, piece by piece: it is never whole in memory. One that is there already is not brought again. With a
 * scanner it is read twice, first by the scanner, and what is kept is byte by byte what was scanned.
 * @throws GatewayError transient when source, scanner or Salesforce fail; `upstream_rejected` when Salesforce will never take the file
 */
export function keepFile(deps: KeepFileDeps) {
  const { source, files, limits } = deps;
  const judge = judgeMedia(limits);
  const upload = uploading(deps);
  const scanned = scanning(deps);
  return async (job: MediaJob): Promise<Outcome> => {
    const { sid } = job.media;
    const before = await files.find(sid);
    if (before !== undefined) return { fileId: before, bytes: 0 };
    try {
      const file = await source.find({ sid, conversationSid: job.conversationSid, serviceSid: job.serviceSid });
      const refusal = judge(file);
      if (refusal) return { refusal };
      const verdict = await scanned(sid, file);
      if ('refusal' in verdict) return verdict;
      return { fileId: await upload(job, file, verdict.checked), bytes: file.size };
    } catch (thrown) {
      return refusalOf(thrown);
    }
  };
}

/** @throws what is no refusal */
function refusalOf(thrown: unknown): Refused {
  const { code } = toGatewayError(thrown);
  if (code === 'not_found') return { refusal: 'gone' };
  if (code === 'payload_too_large') return { refusal: 'too_large' };
  throw thrown;
}

type Checked = (bytes: Bytes) => Bytes;

function scanning({ scan, limits }: KeepFileDeps) {
  return async (sid: string, file: MediaFile): Promise<Refused | { readonly checked: Checked }> => {
    if (!scan) return { checked: (bytes) => bytes };
    const read = digesting(upTo(limits.maxBytes, file.bytes()));
    const verdict = await scan({ sid, contentType: file.contentType, bytes: read.bytes });
    if (!verdict.isClean) return { refusal: 'infected', ...(verdict.finding !== undefined && { finding: verdict.finding }) };
    const digest = read.digest();
    return { checked: (again) => sameAs(digest, again) };
  };
}

function uploading({ files, limits }: KeepFileDeps) {
  return async ({ media, whoId, whatId }: MediaJob, file: MediaFile, checked: Checked): Promise<string> => {
    const { contentType } = file;
    const named = fileName({ sid: media.sid, contentType, filename: file.filename ?? media.filename ?? '' });
    const send = (recordId: string | undefined) => {
      const content = { contentType, size: file.size, bytes: checked(upTo(limits.maxBytes, file.bytes())) };
      return files.add({ key: media.sid, ...named, ...content, ...(recordId !== undefined && { recordId }) });
    };
    const recordId = whoId ?? whatId;
    const fileId = await send(recordId);
    if (fileId !== undefined) return fileId;
    // The record has been deleted, merged or closed to us since: the Task of the message will show the file.
    const alone = recordId === undefined ? undefined : await send(undefined);
    if (alone === undefined) throw new Error('a file that goes to no record was refused for its record');
    return alone;
  };
}

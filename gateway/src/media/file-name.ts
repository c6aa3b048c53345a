import type { MediaItem } from './media-item.ts';
import { MEDIA_TYPES } from './media-types.ts';

/** ContentVersion.PathOnClient takes 500 characters and Title 255 (Object Reference); this leaves room for an extension. */
const MAX_LENGTH = 200;
// What a file system, a browser or a person could be misled by: separators and reserved characters, controls, marks that turn text around.
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;
const SAFE_EXTENSION = /^[a-z0-9]{1,8}$/;
const FALLBACK_EXTENSION = 'bin';
// Of the SID: enough to tell files of one conversation apart.
const SID_LETTERS = 10;

export interface FileName {
  readonly title: string;
  /** The title with an extension that says what its type says: whoever opens the file trusts it. */
  readonly path: string;
}

/** A name for a file that says what its sender called it and does no harm. */
export function fileName({ filename = '', contentType, sid }: MediaItem): FileName {
  const given = filename.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
  const dot = given.lastIndexOf('.');
  const ending = dot > 0 ? given.slice(dot + 1).toLowerCase() : '';
  const isExtension = SAFE_EXTENSION.test(ending);
  const stem = (isExtension ? given.slice(0, dot) : given).replace(/^[. ]+|[. ]+$/g, '');
  const [family = 'file'] = contentType.split('/');
  const fallback = `${['image', 'audio', 'video'].includes(family) ? family : 'document'} ${sid.slice(0, SID_LETTERS)}`;
  const title = Array.from(stem === '' ? fallback : stem)
    .slice(0, MAX_LENGTH)
    .join('');
  const extension = MEDIA_TYPES[contentType] ?? (isExtension ? ending : FALLBACK_EXTENSION);
  return { title, path: `${title}.${extension}` };
}

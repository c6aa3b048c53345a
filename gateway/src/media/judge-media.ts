import type { MediaFile } from './media-source.ts';
import { isAmong } from './media-types.ts';

export interface MediaLimits {
  /** The largest file that is kept, in bytes; 0: none is. */
  readonly maxBytes: number;
  /** `image/png`, or `image/*`. */
  readonly types: readonly string[];
}

/** Why a file is not kept. */
export type Refusal = 'too_large' | 'type' | 'gone' | 'infected' | 'empty';

/** What may not be kept, as far as it can be told without reading the file. */
export function judgeMedia({ maxBytes, types }: MediaLimits) {
  return ({ contentType, size }: Pick<MediaFile, 'contentType' | 'size'>): Refusal | undefined => {
    if (!isAmong(types, contentType)) return 'type';
    if (size > maxBytes) return 'too_large';
    return size === 0 ? 'empty' : undefined;
  };
}

import type { Schema } from './schema.ts';

export const loadSchema = (_options: { packageDirectory?: string | undefined }): Schema => {
  throw new Error('the standard objects follow');
};

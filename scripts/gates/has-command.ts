import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether the host has a program of this name on its PATH. */
export const hasCommand = (name: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

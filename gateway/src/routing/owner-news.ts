import { randomUUID } from 'node:crypto';
import type { Checkpoints } from '../pipeline/checkpoints.ts';

/** Tells every gateway that shares the store that some customer has another owner now. */
export interface OwnerNews {
  /** Something changed: what is remembered of owners is old, here at once and elsewhere within the polling interval. */
  tell(): Promise<void>;
  /** Looks whether another gateway told something since the last look. */
  look(): Promise<void>;
}

const NAME = 'owners-changed';

/** News through a shared checkpoint. `onNews` is called once for each change of it, whoever made it. */
export function ownerNews({ checkpoints, onNews }: { readonly checkpoints: Checkpoints; readonly onNews: () => void }): OwnerNews {
  let last: string | undefined;
  let isFirst = true;
  return {
    tell: async () => {
      last = randomUUID();
      isFirst = false;
      onNews();
      await checkpoints.write(NAME, last);
    },
    look: async () => {
      const told = await checkpoints.read(NAME);
      // What was told before this gateway started is nothing that it could remember wrongly.
      if (!isFirst && told !== last) onNews();
      isFirst = false;
      last = told;
    },
  };
}
